import { Column, Entity } from 'typeorm';
import { VersionedRow, WrittenRow } from '../kernel/index.js';
import type { Verdict, VisitState } from './inspection.rules.js';

/** One case visited in a campaign. Its window is the campaign's as it was planned; outside of it no inspector sees it. */
@Entity('visit')
export class Visit extends VersionedRow {
  @Column('uuid') inspectionId!: string;
  @Column('uuid') pilotCaseId!: string;
  @Column('uuid') pilotUnitId!: string;
  @Column('uuid') regionId!: string;
  @Column('uuid') checklistId!: string;
  @Column('date') visitOn!: string;
  @Column('date') windowFrom!: string;
  @Column('date') windowTo!: string;
  /** Beside the members, because a member sees only the own membership. */
  @Column('text', { nullable: true }) leadName!: string | null;
  @Column('text') state!: VisitState;
  @Column('timestamptz', { nullable: true }) filedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) fedBackAt!: Date | null;
  /** What was said with the feedback. */
  @Column('text', { nullable: true }) feedBackNote!: string | null;
}

@Entity('visit_member')
export class VisitMember extends WrittenRow {
  @Column('uuid') visitId!: string;
  @Column('uuid') positionId!: string;
  @Column('text') memberName!: string;
  @Column('boolean') leads!: boolean;
}

/** What was filed. Never overwritten: a correction is a further revision. */
@Entity('visit_result')
export class VisitResult extends WrittenRow {
  @Column('uuid') visitId!: string;
  @Column('int') revision!: number;
  @Column('text') conclusion!: string;
  @Column('numeric', { precision: 5, scale: 2, nullable: true }) score!: number | null;
  @Column('text') filedByName!: string;
}

@Entity('visit_answer')
export class VisitAnswer extends WrittenRow {
  @Column('uuid') visitResultId!: string;
  @Column('uuid') visitId!: string;
  @Column('uuid') checklistItemId!: string;
  @Column('text') verdict!: Verdict;
  @Column('text', { nullable: true }) note!: string | null;
}

/** 问题: what was found wrong. The unit sees it once it is fed back. */
@Entity('finding')
export class Finding extends VersionedRow {
  @Column('text') no!: string;
  @Column('uuid') visitId!: string;
  @Column('uuid') pilotCaseId!: string;
  @Column('uuid') pilotUnitId!: string;
  @Column('uuid') regionId!: string;
  @Column('uuid', { nullable: true }) checklistItemId!: string | null;
  @Column('uuid', { nullable: true }) taskCategoryId!: string | null;
  @Column('text') nature!: string;
  @Column('text') severity!: string;
  @Column('text') facts!: string;
  @Column('text', { nullable: true }) basis!: string | null;
  @Column('text') foundByName!: string;
  @Column('timestamptz', { nullable: true }) fedBackAt!: Date | null;
}
