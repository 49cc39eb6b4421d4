import { Column, Entity } from 'typeorm';
import { WrittenRow } from '../kernel/index.js';

/** 评论: said beside an assignment or a case, and never changed. */
@Entity('comment')
export class Comment extends WrittenRow {
  @Column('uuid', { nullable: true }) assignmentId!: string | null;
  @Column('uuid', { nullable: true }) pilotCaseId!: string | null;
  @Column('text') body!: string;
  @Column('uuid', { array: true }) mentions!: string[];
  @Column('uuid') authorPositionId!: string;
  @Column('text') authorName!: string;
  @Column('text') authorRole!: string;
  @Column('text') authorOrganisation!: string;
}
