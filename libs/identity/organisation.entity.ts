import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';

export type OrganisationKind = 'provincial_union' | 'territorial_union' | 'department' | 'pilot_unit';

/** 机构: unions, member departments and pilot units, a tree. A pilot unit shares its id with its organisation. */
@Entity('organisation')
export class Organisation extends VersionedRow {
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') shortName!: string;
  @Column('text', { nullable: true }) nameEn!: string | null;
  @Column('text') kind!: OrganisationKind;
  @Column('uuid', { nullable: true }) parentId!: string | null;
  @Column('uuid') regionId!: string;
  @Column('int') protocolOrder!: number;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
}
