import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VersionedRow, WrittenRow } from '../kernel/index.js';

/** 督查: a campaign with a window, made of visits. */
@Entity('inspection')
export class Inspection extends VersionedRow {
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') type!: string;
  @Column('text') theme!: string;
  @Column('text', { array: true }) methods!: string[];
  @Column('date') windowFrom!: string;
  @Column('date') windowTo!: string;
  @Column('uuid') checklistId!: string;
  @Column('text') state!: string;
}

/** 检查表: a template. A changed one is a new version; what was filed keeps the one it answered. */
@Entity('checklist')
export class Checklist extends WrittenRow {
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') nameEn!: string;
  @Column('int') checklistVersion!: number;
}

@Entity('checklist_item')
export class ChecklistItem {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') checklistId!: string;
  @Column('int') seq!: number;
  @Column('text') title!: string;
  @Column('text') titleEn!: string;
  /** How to look: what to ask for, what to see. */
  @Column('text') guidance!: string;
  @Column('int') weight!: number;
  @Column('boolean') evidenceRequired!: boolean;
}
