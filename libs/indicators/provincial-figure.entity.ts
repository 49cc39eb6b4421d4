import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';

/** What the province's statistics say of an indicator, beside what the pilot units report. Numbers come as text, exact. */
@Entity('provincial_figure')
export class ProvincialFigure extends VersionedRow {
  @Column('text') indicatorCode!: string;
  /** In the indicator's unit; none of a ratio, which is its two numbers. */
  @Column('numeric', { nullable: true }) value!: string | null;
  @Column('numeric', { nullable: true }) numerator!: string | null;
  @Column('numeric', { nullable: true }) denominator!: string | null;
  /** 余: the source says «more than». */
  @Column('boolean') moreThan!: boolean;
  @Column('date', { nullable: true }) asOf!: string | null;
  /** What the source says instead of a day. */
  @Column('text') asOfWords!: string;
  @Column('text') source!: string;
  @Column('text') note!: string;
}
