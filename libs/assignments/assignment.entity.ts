import { Column, Entity } from 'typeorm';
import type { DueKind } from '../calendar/index.js';
import { VersionedRow, WrittenRow } from '../kernel/index.js';

/** 交办任务: a task category given to a case. Its light follows from two dates that the database keeps beside the facts. */
@Entity('assignment')
export class Assignment extends VersionedRow {
  @Column('text') no!: string;
  @Column('uuid') pilotCaseId!: string;
  @Column('uuid') pilotUnitId!: string;
  @Column('uuid') regionId!: string;
  @Column('uuid') taskCategoryId!: string;
  @Column('text') taskCode!: string;
  /** Where it comes from: a code of the vocabulary `task_source`; beside it the row, or the words. */
  @Column('text') source!: string;
  @Column('uuid', { nullable: true }) sourceId!: string | null;
  @Column('text', { nullable: true }) sourceText!: string | null;
  @Column('uuid') leadDepartmentId!: string;
  @Column('uuid', { array: true }) departmentIds!: string[];
  @Column('text') state!: string;
  @Column('text') urgency!: string;
  @Column('text', { nullable: true }) requirement!: string | null;
  @Column('date', { nullable: true }) issuedOn!: string | null;
  @Column('date', { nullable: true }) signDueOn!: string | null;
  @Column('date', { nullable: true }) signedOn!: string | null;
  @Column('date') dueOn!: string;
  /** 反馈时限: kept by the database, from the due date and the setting. */
  @Column({ type: 'date', insert: false, update: false }) answerDueOn!: string;
  @Column('date') originalDueOn!: string;
  @Column('int') calendarVersion!: number;
  /** How the due date was given: as a date, or counted from a day. */
  @Column('text') dueKind!: DueKind;
  @Column('int', { nullable: true }) dueCount!: number | null;
  @Column('date', { nullable: true }) dueFrom!: string | null;
  @Column('date', { nullable: true }) feedbackOn!: string | null;
  @Column('date', { nullable: true }) completedOn!: string | null;
  @Column('date', { nullable: true }) refusedOn!: string | null;
  /** The assignment that this one took the place of (改派). */
  @Column('uuid', { nullable: true }) replacesId!: string | null;
  @Column('date', { nullable: true }) suspendedOn!: string | null;
  /** When its clock was stopped; null while it runs. */
  @Column('int', { nullable: true }) workingDaysLeft!: number | null;
  /** That the clock stood still, all suspensions together. */
  @Column('int') pausedWorkingDays!: number;
  @Column('date', { nullable: true }) archivedOn!: string | null;
  @Column('text', { nullable: true }) archiveNo!: string | null;
  @Column('smallint') progress!: number;
  @Column('smallint') returnCount!: number;
  /** Of the plan in force; kept by the database. */
  @Column({ type: 'smallint', insert: false, update: false }) milestoneCount!: number;
  @Column('smallint') extensionCount!: number;
  @Column('uuid', { nullable: true }) lastUpdateId!: string | null;
  @Column('date', { nullable: true }) lastUpdateOn!: string | null;
  @Column({ type: 'date', insert: false, update: false }) yellowFrom!: string;
  @Column({ type: 'date', insert: false, update: false }) redFrom!: string;
}

/** One act on an assignment: who took it from which state to which, and why. */
@Entity('assignment_step')
export class AssignmentStep extends WrittenRow {
  @Column('uuid') assignmentId!: string;
  @Column('text') action!: string;
  @Column('text', { nullable: true }) fromState!: string | null;
  @Column('text') toState!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  /** What was set or allotted with it: a new due date, a number, why it went without a confirmation. */
  @Column('jsonb') detail!: object;
  @Column('text') actorName!: string;
  @Column('text') actorRole!: string;
  @Column('text') actorOrganisation!: string;
}
