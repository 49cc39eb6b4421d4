import { Column, Entity } from 'typeorm';
import { VersionedRow, WrittenRow } from '../kernel/index.js';

/** What was done to a report, by whom, and why. Never overwritten. */
@Entity('report_step')
export class ReportStep extends WrittenRow {
  @Column('uuid') progressReportId!: string;
  @Column('text') action!: string;
  @Column('text', { nullable: true }) fromState!: string | null;
  @Column('text') toState!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('jsonb') detail!: Record<string, unknown>;
  @Column('text') actorName!: string;
  @Column('text') actorRole!: string;
  @Column('text') actorOrganisation!: string;
}

/** A word on one cell: why it is sent back, what a department would know, or what somebody remarks. */
@Entity('report_remark')
export class ReportRemark extends VersionedRow {
  @Column('uuid') progressReportId!: string;
  @Column('text') cell!: string;
  @Column('text') kind!: 'return' | 'request' | 'comment';
  @Column('text') text!: string;
  /** About what was handed in the how manyth time. */
  @Column('int') submission!: number;
  @Column('uuid', { nullable: true }) departmentId!: string | null;
  @Column('text') authorName!: string;
  @Column('text') authorRole!: string;
  @Column('text') authorOrganisation!: string;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('text', { nullable: true }) answeredBy!: string | null;
  @Column('timestamptz', { nullable: true }) answeredAt!: Date | null;
}

/** What was handed in the n-th time, kept when it went back to be mended. */
@Entity('report_revision')
export class ReportRevision extends WrittenRow {
  @Column('uuid') progressReportId!: string;
  @Column('int') submission!: number;
  @Column('jsonb') content!: object;
}

/** Which submission a reviewer last looked at. */
@Entity('report_look')
export class ReportLook extends WrittenRow {
  @Column('uuid') progressReportId!: string;
  @Column('uuid') userId!: string;
  @Column('int') submission!: number;
  @Column('timestamptz') seenAt!: Date;
}
