import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';

/** 岗位: (user, organisation, role). A person may hold several and acts in one at a time. */
@Entity('position')
export class Position extends VersionedRow {
  @Column('uuid') userId!: string;
  @Column('uuid') organisationId!: string;
  @Column('text') role!: string;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
  @Column('date') validFrom!: string;
  @Column('date', { nullable: true }) validUntil!: string | null;
  /** 代理: the position in whose organisation and role it acts for a time. */
  @Column('uuid', { nullable: true }) deputyOf!: string | null;
  /** 移交: the successor's position. */
  @Column('uuid', { nullable: true }) succeededBy!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
}
