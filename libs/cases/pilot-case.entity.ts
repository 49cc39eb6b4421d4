import { Column, Entity } from 'typeorm';
import { VersionedRow, WrittenRow } from '../kernel/index.js';

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
}

/** 指导部门: department ↔ case, separate from who owns a task. */
@Entity('sponsorship')
export class Sponsorship extends WrittenRow {
  @Column('uuid') pilotCaseId!: string;
  @Column('uuid') departmentId!: string;
}
