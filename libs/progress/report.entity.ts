import { Column, Entity } from 'typeorm';
import { VersionedRow, WrittenRow } from '../kernel/index.js';

/** 填报期: opens, is due, closes. */
@Entity('reporting_period')
export class ReportingPeriod extends VersionedRow {
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') nameEn!: string;
  @Column('text') type!: string;
  @Column('date') opensOn!: string;
  @Column('date') dueOn!: string;
  @Column('date') closesOn!: string;
}

/** 进展报告: one case, one period. A row stands for every case from which a report is expected. */
@Entity('progress_report')
export class ProgressReport extends VersionedRow {
  @Column('uuid') reportingPeriodId!: string;
  @Column('uuid') pilotCaseId!: string;
  @Column('uuid') pilotUnitId!: string;
  @Column('uuid') regionId!: string;
  @Column('text') state!: string;
  @Column('boolean') complete!: boolean;
  @Column('timestamptz', { nullable: true }) submittedAt!: Date | null;
  @Column('boolean') onTime!: boolean;
}

/** A report's entry for one assignment. */
@Entity('report_entry')
export class ReportEntry extends WrittenRow {
  @Column('uuid') progressReportId!: string;
  @Column('uuid') assignmentId!: string;
  @Column('uuid') pilotUnitId!: string;
  @Column('uuid') regionId!: string;
  @Column('smallint') progress!: number;
  @Column('text') done!: string;
}
