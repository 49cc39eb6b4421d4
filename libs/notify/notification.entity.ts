import { Column, Entity } from 'typeorm';
import { WrittenRow } from '../kernel/index.js';

/** A notice in one position's inbox. Written by the database's `notify_positions` alone; read by its position alone. */
@Entity('notification')
export class Notification extends WrittenRow {
  @Column('uuid') positionId!: string;
  @Column('text') kind!: string;
  @Column('text') subjectType!: string;
  @Column('uuid') subjectId!: string;
  @Column('jsonb') data!: Record<string, unknown>;
  /** Could not wait for a working day or the end of quiet hours. */
  @Column('boolean') urgent!: boolean;
  @Column('timestamptz', { nullable: true }) readAt!: Date | null;
}
