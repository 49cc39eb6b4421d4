import { Column, Entity } from 'typeorm';
import { WrittenRow } from '../kernel/index.js';

/** 里程碑: how far an assignment ought to be on a day. A plan that was replaced is kept. */
@Entity('assignment_milestone')
export class AssignmentMilestone extends WrittenRow {
  @Column('uuid') assignmentId!: string;
  @Column('text') title!: string;
  @Column('date') dueOn!: string;
  @Column('smallint') plannedProgress!: number;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
