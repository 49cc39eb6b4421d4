import { Column, Entity } from 'typeorm';
import { VersionedRow, WrittenRow } from '../kernel/index.js';

/** 填报期: for whom, about what span, and when it opens, is due and closes. */
@Entity('reporting_period')
export class ReportingPeriod extends VersionedRow {
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') nameEn!: string;
  /** As in the vocabulary `report_type`. */
  @Column('text') type!: string;
  @Column('smallint') year!: number;
  /** Within the year: quarter 1–4, half 1–2, special 1, 2, … */
  @Column('smallint') number!: number;
  /** What is reported about; stocks are as of the last of these days. */
  @Column('date') startsOn!: string;
  @Column('date') endsOn!: string;
  @Column('date') opensOn!: string;
  @Column('date') dueOn!: string;
  @Column('date') closesOn!: string;
  /** Of whom a report is expected; an empty choice is everybody. */
  @Column('text', { array: true }) levels!: string[];
  @Column('uuid', { array: true }) regionIds!: string[];
  @Column('uuid', { array: true }) batchIds!: string[];
  @Column('text', { array: true }) caseStates!: string[];
  @Column('text') instructions!: string;
  @Column('timestamptz', { nullable: true }) openedAt!: Date | null;
  @Column('int', { nullable: true }) calendarVersion!: number | null;
  @Column('timestamptz', { nullable: true }) remindedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) overdueToldAt!: Date | null;
}

/** Whether a report is expected of a case, and why not: frozen when the period opens. */
@Entity('period_roll')
export class PeriodRoll extends WrittenRow {
  @Column('uuid') reportingPeriodId!: string;
  @Column('uuid') pilotCaseId!: string;
  @Column('uuid') pilotUnitId!: string;
  @Column('uuid') regionId!: string;
  /** As it was then. */
  @Column('text') caseState!: string;
  @Column('boolean') expected!: boolean;
  @Column('text', { nullable: true }) reason!: string | null;
}
