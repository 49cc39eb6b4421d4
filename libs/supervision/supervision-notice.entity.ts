import { Column, Entity } from 'typeorm';
import { VersionedRow, WrittenRow } from '../kernel/index.js';
import type { Kind } from './supervision.rules.js';

/** 督办单: what an assignment's unit was told, by whom, by when it had to answer, and what it answered. */
@Entity('supervision_notice')
export class SupervisionNotice extends VersionedRow {
  @Column('text', { nullable: true }) no!: string | null;
  @Column('text') kind!: Kind;
  @Column('text') state!: string;
  @Column('uuid') assignmentId!: string;
  @Column('uuid') pilotCaseId!: string;
  @Column('uuid') pilotUnitId!: string;
  @Column('uuid') regionId!: string;
  @Column('date') dueOn!: string;
  @Column('text') light!: string;
  @Column('smallint') progress!: number;
  @Column('text') problem!: string;
  @Column('text') requirement!: string;
  @Column('boolean') urgent!: boolean;
  @Column('date') raisedOn!: string;
  @Column('date', { nullable: true }) issuedOn!: string | null;
  @Column('int', { nullable: true }) replyDays!: number | null;
  @Column('date', { nullable: true }) replyBy!: string | null;
  @Column('text', { nullable: true }) reply!: string | null;
  @Column('date', { nullable: true }) repliedOn!: string | null;
  @Column('uuid', { nullable: true }) issuerId!: string | null;
  @Column('text', { nullable: true }) signerName!: string | null;
  @Column('text', { nullable: true }) signerRole!: string | null;
  @Column('text', { nullable: true }) rule!: string | null;
  @Column('text', { nullable: true }) episode!: string | null;
}

/** One act on a notice. */
@Entity('supervision_step')
export class SupervisionStep extends WrittenRow {
  @Column('uuid') noticeId!: string;
  @Column('text') action!: string;
  @Column('text', { nullable: true }) fromState!: string | null;
  @Column('text') toState!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text') actorName!: string;
  @Column('text') actorRole!: string;
  @Column('text') actorOrganisation!: string;
}
