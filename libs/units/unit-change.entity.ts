import { Column, Entity } from 'typeorm';
import { WrittenRow } from '../kernel/index.js';

export type UnitChangeKind = 'identity' | 'merged' | 'absorbed' | 'split' | 'split_off';

/** What the office did to a unit: a change of name, code or region, a merger or a split; written once, never changed. */
@Entity('unit_change')
export class UnitChange extends WrittenRow {
  @Column('uuid') pilotUnitId!: string;
  @Column('uuid') regionId!: string;
  @Column('text') kind!: UnitChangeKind;
  /** The day it holds from. */
  @Column('date') effectiveOn!: string;
  @Column('text') reason!: string;
  /** 文号 of the paper it rests on. */
  @Column('text', { nullable: true }) document!: string | null;
  @Column('uuid', { nullable: true }) otherUnitId!: string | null;
  @Column('jsonb') before!: object;
  @Column('jsonb') after!: object;
  @Column('uuid', { nullable: true }) positionId!: string | null;
}

/** Two units that look alike, and what was found: they are two, or one. */
@Entity('unit_pair_decision')
export class UnitPairDecision extends WrittenRow {
  @Column('uuid') firstId!: string;
  @Column('uuid') secondId!: string;
  @Column('text') decision!: 'distinct' | 'merged';
  @Column('text') reason!: string;
  @Column('uuid', { nullable: true }) positionId!: string | null;
}
