import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';

/** 指标: what a task is measured by. What was measured comes with the reports. */
@Entity('indicator')
export class Indicator extends VersionedRow {
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') nameEn!: string;
  @Column('text') unit!: string;
  /** `stock` as of a day, `flow` within a period, `ratio`, or `money` in 万元. */
  @Column('text') kind!: string;
  /** How it adds up over regions: `sum`, `last` or `weighted`. */
  @Column('text') rollup!: string;
  @Column('text', { nullable: true }) numerator!: string | null;
  @Column('text', { nullable: true }) denominator!: string | null;
  @Column('int') sequence!: number;
  /** 口径: what is counted and what is not. */
  @Column('text') definition!: string;
  /** Who says so. */
  @Column('text') definitionSource!: string;
  /** Of a ratio: whether its periods add up (`sum`, the default) or the last one counts (`last`), as with a ratio of stocks. */
  @Column('text', { nullable: true }) overPeriods!: string | null;
}
