import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';

/** 岗位: (user, organisation, role). A person may hold several and acts in one at a time. */
@Entity('position')
export class Position extends VersionedRow {
  @Column('uuid') userId!: string;
  @Column('uuid') organisationId!: string;
  @Column('text') role!: string;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}
