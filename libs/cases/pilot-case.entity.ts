import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';
import type { ApplicationForm } from './application.rules.js';
import type { Plan } from './plan.rules.js';

/** 试点档案: one unit's admission at one level in one batch. */
@Entity('pilot_case')
export class PilotCase extends VersionedRow {
  @Column('text') caseNo!: string;
  @Column('uuid') pilotUnitId!: string;
  @Column('uuid') regionId!: string;
  @Column('text') level!: string;
  @Column('uuid') batchId!: string;
  @Column('text') state!: string;
  /** 文号 of the designation. */
  @Column('text', { nullable: true }) docNo!: string | null;
  @Column('date', { nullable: true }) designatedOn!: string | null;
  @Column('text', { nullable: true }) reformStage!: string | null;
  /** 承担任务: what the case took on when it was admitted. */
  @Column('text', { array: true }) taskCodes!: string[];
  @Column('jsonb') application!: ApplicationForm;
  @Column('jsonb') plan!: Plan;
  /** How often the plan was handed in. */
  @Column('int') planRound!: number;
  /** The city's order among those it recommends; 1 is first. */
  @Column('int', { nullable: true }) recommendRank!: number | null;
  /** First and last day of the public notice. */
  @Column('date', { nullable: true }) publicityFrom!: string | null;
  @Column('date', { nullable: true }) publicityTo!: string | null;
}

/** 指导部门: department ↔ case, separate from who owns a task. Ended ones stay. */
@Entity('sponsorship')
export class Sponsorship extends VersionedRow {
  @Column('uuid') pilotCaseId!: string;
  @Column('uuid') departmentId!: string;
  @Column('date', { nullable: true }) endedOn!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
}
