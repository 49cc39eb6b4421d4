import { Column, Entity } from 'typeorm';
import { WrittenRow } from '../kernel/index.js';

/** 进展记录: a dated entry on an assignment, written once. Its author is kept as they were then. */
@Entity('progress_update')
export class ProgressUpdate extends WrittenRow {
  @Column('uuid') assignmentId!: string;
  @Column('uuid') pilotCaseId!: string;
  @Column('uuid') pilotUnitId!: string;
  @Column('uuid') regionId!: string;
  /** Percent. */
  @Column('smallint') progress!: number;
  @Column('text') done!: string;
  @Column('text', { nullable: true }) problems!: string | null;
  @Column('text', { nullable: true }) nextSteps!: string | null;
  @Column('date') occurredOn!: string;
  @Column('uuid', { nullable: true }) authorPositionId!: string | null;
  @Column('text') authorName!: string;
  @Column('text') authorRole!: string;
  @Column('text') authorOrganisation!: string;
}
