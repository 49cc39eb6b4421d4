import { Column, Entity } from 'typeorm';
import { WrittenRow } from '../kernel/index.js';

/** 附件: a file that was brought, and what it hangs on. Its bytes are found by their hash; several rows may share them. */
@Entity('attachment')
export class Attachment extends WrittenRow {
  @Column('text') name!: string;
  @Column('text') mediaType!: string;
  @Column('int') size!: number;
  @Column('text') sha256!: string;
  @Column('uuid') uploadedByPosition!: string;
  @Column('uuid', { nullable: true }) progressUpdateId!: string | null;
  @Column('uuid', { nullable: true }) findingId!: string | null;
  @Column('uuid', { nullable: true }) pilotCaseId!: string | null;
  @Column('uuid', { nullable: true }) caseStepId!: string | null;
  @Column('uuid', { nullable: true }) policyId!: string | null;
  @Column('uuid', { nullable: true }) assignmentId!: string | null;
  @Column('uuid', { nullable: true }) progressReportId!: string | null;
  @Column('uuid', { nullable: true }) evaluationMarkId!: string | null;
}
