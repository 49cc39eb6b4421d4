import { Column, Entity } from 'typeorm';
import { VersionedRow, WrittenRow } from '../kernel/index.js';

/** What was done to a case, by whom, and why; with the papers as they were handed in. Never overwritten. */
@Entity('case_step')
export class CaseStep extends WrittenRow {
  @Column('uuid') pilotCaseId!: string;
  @Column('text') action!: string;
  @Column('text', { nullable: true }) fromState!: string | null;
  @Column('text') toState!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('jsonb') fieldReasons!: Record<string, string>;
  @Column('jsonb') detail!: Record<string, unknown>;
  @Column('jsonb', { nullable: true }) papers!: object | null;
  @Column('text') actorName!: string;
  @Column('text') actorRole!: string;
  @Column('text') actorOrganisation!: string;
}

/** A sponsoring department's yes to the plan as it was handed in the `round`th time. */
@Entity('plan_confirmation')
export class PlanConfirmation extends WrittenRow {
  @Column('uuid') pilotCaseId!: string;
  @Column('int') round!: number;
  @Column('uuid') departmentId!: string;
  @Column('text', { nullable: true }) opinion!: string | null;
  @Column('text') actorName!: string;
}

/** 公示异议, and what came of it. */
@Entity('case_objection')
export class CaseObjection extends VersionedRow {
  @Column('uuid') pilotCaseId!: string;
  @Column('text') raisedBy!: string;
  @Column('date') raisedOn!: string;
  @Column('text') content!: string;
  @Column('text', { nullable: true }) outcome!: string | null;
}
