import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';

/** 批次. More can be added. */
@Entity('batch')
export class Batch extends VersionedRow {
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') nameEn!: string;
  @Column('int') sequence!: number;
}
