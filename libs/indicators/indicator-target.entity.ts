import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';

/** What an indicator is to reach in a year, in the province or in one region of it. */
@Entity('indicator_target')
export class IndicatorTarget extends VersionedRow {
  @Column('text') indicatorCode!: string;
  @Column('smallint') year!: number;
  /** The province's own for the whole of it. */
  @Column('uuid') regionId!: string;
  /** In the indicator's unit, of a ratio percent; as text, exact. None: taken back. */
  @Column('numeric', { nullable: true }) value!: string | null;
  @Column('text') source!: string;
}
