import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, invalid, RowId, type Actor } from '../kernel/index.js';
import { CommitImport } from './commit-import.js';
import { PreviewImport } from './preview-import.js';
import { CommitImportIn, ImportRowPage, ImportRowQuery, UnitImportOut } from './unit-import.dto.js';
import { toImportOut, UnitImportList } from './unit-imports.list.js';

interface Upload {
  file(): Promise<{ filename: string; toBuffer(): Promise<Buffer> } | undefined>;
  isMultipart(): boolean;
}

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
  async start(@Acting() actor: Actor, @Req() request: Upload): Promise<UnitImportOut> {
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) throw invalid([{ pointer: '/file', code: 'file_missing' }]);
    return toImportOut(await this.preview.start(actor, part.filename, await part.toBuffer()));
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
  async commit(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: CommitImportIn): Promise<UnitImportOut> {
    return toImportOut(await this.commits.commit(actor, id, version, body.mode));
  }
}
