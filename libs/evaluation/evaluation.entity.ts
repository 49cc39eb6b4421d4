import { Column, Entity } from 'typeorm';
import { VersionedRow, WrittenRow } from '../kernel/index.js';
import type { Side } from './evaluation.rules.js';
import type { Scheme } from './scheme.rules.js';
import type { Inputs, Outcome, Verdict } from './score.rules.js';

/** 评分办法 of a year: an edition is never changed. */
@Entity('evaluation_scheme')
export class EvaluationScheme extends WrittenRow {
  @Column('smallint') year!: number;
  @Column('int') edition!: number;
  @Column('jsonb') content!: Scheme;
  @Column('boolean') illustrative!: boolean;
  @Column('text') source!: string;
  @Column('text') authorName!: string;
}

/** 年度评估 of one case. `score`, `grade` and `veto` are the official ones, empty until they are told. */
@Entity('evaluation')
export class Evaluation extends VersionedRow {
  @Column('smallint') year!: number;
  @Column('uuid') schemeId!: string;
  @Column('uuid') pilotCaseId!: string;
  @Column('uuid') pilotUnitId!: string;
  @Column('uuid') regionId!: string;
  @Column('text') state!: string;
  @Column('numeric', { precision: 5, scale: 2, nullable: true }) score!: number | null;
  @Column('text', { nullable: true }) grade!: string | null;
  @Column('text', { array: true }) veto!: string[];
  @Column('timestamptz', { nullable: true }) publishedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) markedAt!: Date | null;
}

/** What one side says of one item. Files hang on it. */
@Entity('evaluation_mark')
export class EvaluationMark extends VersionedRow {
  @Column('uuid') evaluationId!: string;
  @Column('text') side!: Side;
  @Column('text') item!: string;
  @Column('text', { nullable: true }) verdict!: Verdict | null;
  @Column('numeric', { nullable: true }) target!: string | null;
  @Column('text') reason!: string;
}

/** What a side handed in, and what it was computed from. */
@Entity('evaluation_result')
export class EvaluationResult extends WrittenRow {
  @Column('uuid') evaluationId!: string;
  @Column('text') side!: Side;
  @Column('int') submission!: number;
  @Column('jsonb') inputs!: Inputs;
  @Column('jsonb') outcome!: Outcome;
  @Column('numeric', { precision: 5, scale: 2 }) score!: number;
  @Column('text') grade!: string;
  @Column('text') actorName!: string;
  @Column('text') actorRole!: string;
  @Column('text') actorOrganisation!: string;
}

/** What was done to an evaluation, by whom and why. */
@Entity('evaluation_step')
export class EvaluationStep extends WrittenRow {
  @Column('uuid') evaluationId!: string;
  @Column('text') action!: string;
  @Column('text', { nullable: true }) fromState!: string | null;
  @Column('text') toState!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text') actorName!: string;
  @Column('text') actorRole!: string;
  @Column('text') actorOrganisation!: string;
}
