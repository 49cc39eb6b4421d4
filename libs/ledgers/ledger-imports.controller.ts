import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query, Req, type Type } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam, ApiTags } from '@nestjs/swagger';
import { readUpload, type MultipartRequest } from '../files/index.js';
import { Acting, Allow, IfMatch, RowId, Sensitive, type Actor } from '../kernel/index.js';
import { CommitLedger } from './commit-ledger.js';
import { LedgerFiles } from './ledger-files.js';
import { LedgerImportList } from './ledger-imports.list.js';
import {
  AnnotatedQuery, CommitImportIn, ImportRowPage, ImportRowQuery, LedgerColumnList, LedgerImportOut, LedgerImportPage, LedgerImportQuery, MendedRow, MendRowIn,
} from './ledger.dto.js';
import { MendRow } from './mend-row.js';
import { PreviewLedger } from './preview-ledger.js';
import { UndoLedger } from './undo-ledger.js';
import { DownloadsWorkbook, toDownload, type Download } from './workbook-download.js';

const FILE = { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] } };

/**
 * The routes of one ledger, below `path`, which names its kind too.
 * @param sensitive whether taking it in, or back, gives or takes what people sign in with
 */
export function ledgerController(path: string, permission: string, { sensitive = false } = {}): Type<unknown> {
  const Confirmed: () => MethodDecorator = sensitive ? Sensitive : () => () => undefined;

  @ApiTags(path)
  @Controller(path)
  class LedgerImportsController {
    constructor(
      @Inject(PreviewLedger) readonly preview: PreviewLedger,
      @Inject(MendRow) readonly mending: MendRow,
      @Inject(CommitLedger) readonly commits: CommitLedger,
      @Inject(UndoLedger) readonly undoing: UndoLedger,
      @Inject(LedgerFiles) readonly files: LedgerFiles,
      @Inject(LedgerImportList) readonly imports: LedgerImportList,
    ) {}

    /** Brings a workbook (xlsx, or csv in UTF-8 or GBK; at most 20 MB). It is read in the background; nothing is written yet. */
    @Allow(permission)
    @HttpCode(202)
    @ApiConsumes('multipart/form-data')
    @ApiBody(FILE)
    @Post('imports')
    async start(@Acting() actor: Actor, @Req() request: MultipartRequest): Promise<LedgerImportOut> {
      const { name = 'ledger.xlsx', bytes } = await readUpload(request);
      return this.preview.start(actor, path, name.toWellFormed().replaceAll('\0', '').slice(0, 200), bytes);
    }

    @Allow(permission)
    @Get('imports')
    list(@Acting() actor: Actor, @Query() query: LedgerImportQuery): Promise<LedgerImportPage> {
      return this.imports.list(actor, path, query);
    }

    @Allow(permission)
    @Get('imports/:id')
    detail(@Acting() actor: Actor, @RowId() id: string): Promise<LedgerImportOut> {
      return this.imports.detail(actor, path, id);
    }

    @Allow(permission)
    @Get('imports/:id/rows')
    rows(@Acting() actor: Actor, @RowId() id: string, @Query() query: ImportRowQuery): Promise<ImportRowPage> {
      return this.imports.rows(actor, path, id, query);
    }

    /** Mends cells of a row in place; it is checked again at once. */
    @Allow(permission)
    @ApiParam({ name: 'rowId', schema: { type: 'string', format: 'uuid' } })
    @Patch('imports/:id/rows/:rowId')
    mend(@Acting() actor: Actor, @RowId() id: string, @Param('rowId') rowId: string, @IfMatch() version: number, @Body() body: MendRowIn): Promise<MendedRow> {
      return this.mending.mend(actor, path, id, rowId, version, body.cells);
    }

    /** One's own workbook with the bad cells marked and a column of reasons. */
    @Allow(permission)
    @DownloadsWorkbook()
    @Get('imports/:id/annotated')
    async annotated(@Acting() actor: Actor, @RowId() id: string, @Query() { lang }: AnnotatedQuery): Promise<Download> {
      return toDownload(await this.files.annotated({ ...actor, locale: lang ?? actor.locale }, path, id));
    }

    @Allow(permission)
    @Confirmed()
    @HttpCode(200)
    @Post('imports/:id/commit')
    commit(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: CommitImportIn): Promise<LedgerImportOut> {
      return this.commits.commit(actor, path, id, version, body.mode);
    }

    /** Takes a committed import back, as long as nobody changed what it wrote. */
    @Allow(permission)
    @Confirmed()
    @HttpCode(200)
    @Post('imports/:id/undo')
    undo(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number): Promise<LedgerImportOut> {
      return this.undoing.undo(actor, path, id, version);
    }

    /** The ledger's columns, and what those that are lists accept. */
    @Allow(permission)
    @Get('import-columns')
    columns(@Acting() actor: Actor): Promise<LedgerColumnList> {
      return this.imports.columns(actor, path);
    }

    /** An empty ledger with drop-downs, and a sheet that says what each column takes. */
    @Allow(permission)
    @DownloadsWorkbook()
    @Get('import-template')
    async template(@Acting() actor: Actor): Promise<Download> {
      return toDownload(await this.files.template(actor, path));
    }
  }
  return LedgerImportsController;
}
