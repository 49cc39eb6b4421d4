import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One change of one row: who, when, as what, which columns. Written by triggers, never by the application. */
@Entity('audit_entry')
export class AuditEntry {
  @PrimaryColumn('bigint') id!: number;
  @Column('timestamptz') at!: Date;
  @Column('uuid', { nullable: true }) userId!: string | null;
  @Column('uuid', { nullable: true }) positionId!: string | null;
  @Column('text') reach!: string;
  /** The route's permission, such as `progress.log`, or the name of a background job. */
  @Column('text') action!: string;
  @Column('text') op!: 'insert' | 'update' | 'delete';
  @Column('text') kind!: 'business' | 'account';
  @Column('text') subjectType!: string;
  @Column('uuid', { nullable: true }) subjectId!: string | null;
  @Column('uuid', { nullable: true }) regionId!: string | null;
  @Column('text', { nullable: true }) traceId!: string | null;
  @Column('text', { array: true }) changed!: string[];
  @Column('jsonb', { nullable: true }) before!: Record<string, unknown> | null;
  @Column('jsonb', { nullable: true }) after!: Record<string, unknown> | null;
  @Column('jsonb', { nullable: true }) accountBefore!: Record<string, unknown> | null;
  @Column('jsonb', { nullable: true }) accountAfter!: Record<string, unknown> | null;
}

/** The chain laid over the entries: each hash holds the one before. */
@Entity('audit_seal')
export class AuditSeal {
  @PrimaryColumn('bigint') entryId!: number;
  @Column('bigint') position!: number;
  @Column('bytea') hash!: Buffer;
}
