import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';
import type { ImportCounts, ImportNotes } from './ledger.dto.js';

export type ImportStatus = 'reading' | 'previewed' | 'committing' | 'committed' | 'undone' | 'failed';

/** One ledger on its way in. Nothing of it is in the register until it is committed. */
@Entity('ledger_import')
export class LedgerImport extends VersionedRow {
  /** Which ledger: the name of a `LedgerKind`. */
  @Column('text') kind!: string;
  @Column('text') status!: ImportStatus;
  @Column('text') fileName!: string;
  /** SHA-256 of the file, by which the store keeps it. */
  @Column('bytea') fileHash!: Buffer;
  @Column('jsonb') counts!: ImportCounts;
  /** What of the file is no row of data. */
  @Column('jsonb') notes!: ImportNotes;
  /** Rows read so far, of so many. */
  @Column('int') rowsDone!: number;
  @Column('int') rowsTotal!: number;
  @Column('text', { nullable: true }) failure!: string | null;
  @Column('uuid', { nullable: true }) createdByPosition!: string | null;
  @Column('text') createdByName!: string;
}
