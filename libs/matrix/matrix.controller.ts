import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, type Actor } from '../kernel/index.js';
import { Matrix } from './assignment-matrix.js';
import { AssignmentMatrix, MatrixCells, MatrixCellsQuery, MatrixQuery } from './matrix.dto.js';

@ApiTags('assignments')
@Controller('assignments/matrix')
export class MatrixController {
  constructor(@Inject(Matrix) private readonly matrix: Matrix) {}

  /** Units × tasks, a letter a cell. The whole of what the filters leave, without pages. */
  @Allow('assignment.read')
  @Get()
  whole(@Acting() actor: Actor, @Query() query: MatrixQuery): Promise<AssignmentMatrix> {
    return this.matrix.matrix(actor, query);
  }

  /** The assignments behind chosen cells of the matrix. */
  @Allow('assignment.read')
  @Get('cells')
  cells(@Acting() actor: Actor, @Query() query: MatrixCellsQuery): Promise<MatrixCells> {
    return this.matrix.cells(actor, query);
  }
}
