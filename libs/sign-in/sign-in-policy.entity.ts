import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';
import type { ProfileName } from './password.rules.js';

/** Who must have a second factor. */
export const SECOND_FACTOR_RULES = ['optional', 'administrators', 'everybody'] as const;
export type SecondFactorRule = (typeof SECOND_FACTOR_RULES)[number];

/** The installation's rules of signing in: one row, kept by the security administrator. */
@Entity('sign_in_policy')
export class SignInPolicy extends VersionedRow {
  @Column({ type: 'boolean', insert: false, update: false }) one!: boolean;
  @Column('text') passwordProfile!: ProfileName;
  @Column('text') secondFactor!: SecondFactorRule;
  /** A session that nobody used for so long ends. */
  @Column('int') idleMinutes!: number;
}
