import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { readUpload, type MultipartRequest } from '../files/index.js';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { CommitImport } from './commit-import.js';
import { PreviewImport } from './preview-import.js';
import { CommitImportIn, ImportRowPage, ImportRowQuery, UnitImportOut } from './unit-import.dto.js';
import { UnitImportList } from './unit-imports.list.js';

@ApiTags('pilot-units')
@Controller('pilot-units/imports')
export class UnitImportsController {
  constructor(
    @Inject(PreviewImport) private readonly preview: PreviewImport,
    @Inject(CommitImport) private readonly commits: CommitImport,
    @Inject(UnitImportList) private readonly imports: UnitImportList,
  ) {}

  @Allow('unit.import')
  @HttpCode(202)
  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] } })
  async start(@Acting() actor: Actor, @Req() request: MultipartRequest): Promise<UnitImportOut> {
    const { name = 'ledger.xlsx', bytes } = await readUpload(request);
    return this.preview.start(actor, name.replaceAll('\0', '').slice(0, 200), bytes);
  }

  @Allow('unit.import')
  @Get(':id')
  detail(@Acting() actor: Actor, @RowId() id: string): Promise<UnitImportOut> {
    return this.imports.detail(actor, id);
  }

  @Allow('unit.import')
  @Get(':id/rows')
  rows(@Acting() actor: Actor, @RowId() id: string, @Query() query: ImportRowQuery): Promise<ImportRowPage> {
    return this.imports.rows(actor, id, query);
  }

  @Allow('unit.import')
  @HttpCode(200)
  @Post(':id/commit')
  commit(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: CommitImportIn): Promise<UnitImportOut> {
    return this.commits.commit(actor, id, version, body.mode);
  }
}
