import { Column, Entity } from 'typeorm';
import { VersionedRow, WrittenRow } from '../kernel/index.js';

/** 反馈: what a unit answers, signed off by its leader before it is handed in. Kept as written, also when it was sent back. */
@Entity('assignment_feedback')
export class AssignmentFeedback extends VersionedRow {
  @Column('uuid') assignmentId!: string;
  @Column('int') round!: number;
  /** drafted, handed_in, sent_back or superseded */
  @Column('text') state!: string;
  @Column('text') conclusion!: string;
  @Column('uuid', { array: true }) attachmentIds!: string[];
  @Column('text') authorName!: string;
  @Column('text') authorRole!: string;
  @Column('text') authorOrganisation!: string;
  @Column('text', { nullable: true }) signedBy!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
}

/** A cooperating department's yes to the feedback of one round. */
@Entity('assignment_confirmation')
export class AssignmentConfirmation extends WrittenRow {
  @Column('uuid') assignmentId!: string;
  @Column('int') round!: number;
  @Column('uuid') departmentId!: string;
  @Column('text', { nullable: true }) opinion!: string | null;
  @Column('text') actorName!: string;
}
