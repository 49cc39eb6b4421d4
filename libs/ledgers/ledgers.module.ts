import { Module } from '@nestjs/common';
import { FilesModule } from '../files/index.js';
import { CommitLedger } from './commit-ledger.js';
import { LedgerFiles } from './ledger-files.js';
import { LedgerImportList } from './ledger-imports.list.js';
import { LedgerKinds } from './ledger-kinds.js';
import { MendRow } from './mend-row.js';
import { PreviewLedger } from './preview-ledger.js';
import { UndoLedger } from './undo-ledger.js';

const USE_CASES = [CommitLedger, LedgerFiles, LedgerImportList, LedgerKinds, MendRow, PreviewLedger, UndoLedger];

/** The engine of every ledger. A domain imports it, brings its kind to `LedgerKinds`, and lists its `ledgerController`. */
@Module({ imports: [FilesModule], providers: USE_CASES, exports: USE_CASES })
export class LedgersModule {}
