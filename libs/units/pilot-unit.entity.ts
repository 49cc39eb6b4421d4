import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';

/** 试点单位: a row of the register. It is an organisation too, and shares its id. */
@Entity('pilot_unit')
export class PilotUnit extends VersionedRow {
  @Column('uuid') regionId!: string;
  @Column('text') name!: string;
  /** 统一社会信用代码, normalised. */
  @Column('text') uscc!: string;
  /** Why a code that fails its checksum is taken all the same. */
  @Column('text', { nullable: true }) usccReason!: string | null;
  @Column('text') unitKind!: string;
  @Column('text', { nullable: true }) ownership!: string | null;
  @Column('text', { nullable: true }) size!: string | null;
  @Column('text', { nullable: true }) industrySection!: string | null;
  @Column('text', { nullable: true }) sectorTrack!: string | null;
  @Column('text', { nullable: true }) subSector!: string | null;
  @Column('int', { nullable: true }) employees!: number | null;
  @Column('int', { nullable: true }) industrialWorkers!: number | null;
  @Column('text', { nullable: true }) liaisonName!: string | null;
  @Column('text', { nullable: true }) liaisonPhone!: string | null;
  @Column('text', { nullable: true }) remark!: string | null;
  @Column('boolean') isSample!: boolean;
  @Column('text') searchText!: string;
  /** `merged`: it went up in another, which has its cases now. */
  @Column('text') status!: 'active' | 'merged' | 'closed';
  @Column('uuid', { nullable: true }) mergedIntoId!: string | null;
  /** 上级单位: the group or park it belongs to, where that is in the register too. */
  @Column('uuid', { nullable: true }) parentId!: string | null;
  /** 省直报: its reports pass the city by. The province alone says so. */
  @Column('boolean') reportsDirectly!: boolean;
}
