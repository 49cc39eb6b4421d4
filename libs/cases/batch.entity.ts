import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';

/** 批次. More can be added. */
@Entity('batch')
export class Batch extends VersionedRow {
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') nameEn!: string;
  @Column('int') sequence!: number;
  /** First and last day on which a unit may apply; null is open. */
  @Column('date', { nullable: true }) appliesFrom!: string | null;
  @Column('date', { nullable: true }) appliesTo!: string | null;
  @Column('int') catalogueVersion!: number;
}

/** 名额: how many cases of a region a batch takes. A region without one has no limit. */
@Entity('batch_quota')
export class BatchQuota extends VersionedRow {
  @Column('uuid') batchId!: string;
  @Column('uuid') regionId!: string;
  @Column('int') quota!: number;
}
