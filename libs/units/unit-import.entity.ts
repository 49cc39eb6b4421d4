import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';
import type { ImportCounts } from './unit-import.dto.js';

/** One ledger on its way into the register. Nothing of it is in the register until it is committed. */
@Entity('unit_import')
export class UnitImport extends VersionedRow {
  @Column('text') status!: 'reading' | 'previewed' | 'committing' | 'committed' | 'failed';
  @Column('text') fileName!: string;
  @Column('bytea') fileHash!: Buffer;
  @Column('jsonb') counts!: ImportCounts;
  @Column('text', { nullable: true }) failure!: string | null;
  @Column('uuid', { nullable: true }) createdByPosition!: string | null;
}
