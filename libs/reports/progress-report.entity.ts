import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VersionedRow, WrittenRow } from '../kernel/index.js';

/** 进展报告: one case, one period, in editions. A row stands for every case from which a report is expected. */
@Entity('progress_report')
export class ProgressReport extends VersionedRow {
  @Column('uuid') reportingPeriodId!: string;
  @Column('uuid') pilotCaseId!: string;
  @Column('uuid') pilotUnitId!: string;
  @Column('uuid') regionId!: string;
  @Column('smallint') year!: number;
  @Column('text') state!: string;
  /** Checked by the system, never declared. */
  @Column('boolean') complete!: boolean;
  @Column('timestamptz', { nullable: true }) submittedAt!: Date | null;
  @Column('boolean') onTime!: boolean;
  @Column('smallint') edition!: number;
  @Column('boolean') isCurrent!: boolean;
  @Column('uuid', { nullable: true }) correctsId!: string | null;
  @Column('text', { nullable: true }) correctionReason!: string | null;
  /** How often it was handed in. */
  @Column('int') submissions!: number;
  @Column('int') returnedCount!: number;
  /** Whether its numbers count; kept by the database. */
  @Column({ type: 'boolean', insert: false, update: false }) inForce!: boolean;
  /** 特色做法, 问题, 需协调事项, 下一步. */
  @Column('text') features!: string;
  @Column('text') problems!: string;
  @Column('text') coordination!: string;
  @Column('text') nextSteps!: string;
  /** Who filed it in the unit's place, and on what basis. */
  @Column('text', { nullable: true }) onBehalf!: string | null;
}

/** What every row of a report's parts has; they are kept in a part for each year. */
abstract class ReportPart extends WrittenRow {
  @PrimaryColumn('smallint') year!: number;
  @Column('uuid') reportingPeriodId!: string;
  @Column('uuid') progressReportId!: string;
  @Column('uuid') pilotUnitId!: string;
  @Column('uuid') regionId!: string;
  /** Taken for what looks wrong or is missing. */
  @Column('text') explanation!: string;
  @Column({ type: 'timestamptz', insert: false, update: false }) updatedAt!: Date;
}

/** A report's entry for one assignment. */
@Entity('report_entry')
export class ReportEntry extends ReportPart {
  @Column('uuid') assignmentId!: string;
  @Column('smallint') progress!: number;
  @Column('text') done!: string;
  @Column('text') problems!: string;
  @Column('text') nextSteps!: string;
}

/** What a report says of one indicator: a ratio by its two numbers, anything else by one. Numbers come as text, exact. */
@Entity('indicator_value')
export class IndicatorValue extends ReportPart {
  @Column('uuid') pilotCaseId!: string;
  @Column('text') indicatorCode!: string;
  @Column('text') kind!: string;
  @Column('numeric', { nullable: true }) value!: string | null;
  @Column('numeric', { nullable: true }) numerator!: string | null;
  @Column('numeric', { nullable: true }) denominator!: string | null;
}
