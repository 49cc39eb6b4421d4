import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';

@Entity('app_user')
export class User extends VersionedRow {
  @Column('text') username!: string;
  @Column('text') name!: string;
  @Column('text') passwordHash!: string;
  @Column('int') failedAttempts!: number;
  @Column('timestamptz', { nullable: true }) lockedUntil!: Date | null;
  @Column('timestamptz', { nullable: true }) disabledAt!: Date | null;
  @Column('text') searchText!: string;
  /** The work telephone; nothing private. */
  @Column('text', { nullable: true }) phoneWork!: string | null;
  /** Disabled by itself from then on. */
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('text', { nullable: true }) disabledReason!: string | null;
  /** Null: invited, without a password of its own yet. */
  @Column('timestamptz', { nullable: true }) activatedAt!: Date | null;
  @Column('boolean') isDemo!: boolean;
  /** Kept by the database, whichever way the password changes. */
  @Column({ type: 'timestamptz', insert: false, update: false }) passwordChangedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true, insert: false, update: false }) failedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true, insert: false, update: false }) twoFactorSince!: Date | null;
}
