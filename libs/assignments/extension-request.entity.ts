import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';

/** 延期申请: another limit for an assignment, asked for before the one there is has passed. */
@Entity('extension_request')
export class ExtensionRequest extends VersionedRow {
  @Column('uuid') assignmentId!: string;
  /** Which extension of the assignment it would be, from 1. */
  @Column('smallint') sequence!: number;
  @Column('text') state!: string;
  @Column('text') reason!: string;
  @Column('smallint') progress!: number;
  @Column('date') dueOn!: string;
  @Column('date') originalDueOn!: string;
  @Column('date') proposedDueOn!: string;
  @Column('date', { nullable: true }) decidedDueOn!: string | null;
  @Column('text') requestedBy!: string;
  @Column('text') requestedRole!: string;
  @Column('text') requestedOrganisation!: string;
  @Column('text', { nullable: true }) signedBy!: string | null;
  @Column('text', { nullable: true }) decidedBy!: string | null;
  @Column('text', { nullable: true }) decidedRole!: string | null;
  @Column('text', { nullable: true }) decidedOrganisation!: string | null;
  @Column('text', { nullable: true }) decisionReason!: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
}
