import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';

/** 任务: one of the catalogue's concrete tasks, with one lead, co-leads and cooperating departments. */
@Entity('task_category')
export class TaskCategory extends VersionedRow {
  @Column('text') code!: string;
  @Column('int') catalogueVersion!: number;
  @Column('text') name!: string;
  @Column('text') nameEn!: string;
  @Column('text') direction!: string;
  @Column('text') directionName!: string;
  @Column('text') directionNameEn!: string;
  @Column('int') sequence!: number;
  @Column('uuid') leadDepartmentId!: string;
  @Column('uuid', { array: true }) coLeadDepartmentIds!: string[];
  @Column('uuid', { array: true }) cooperatingDepartmentIds!: string[];
  /** Codes of the indicators it is measured by. */
  @Column('text', { array: true }) indicatorCodes!: string[];
  /** 示例目录: stands in until the office imports its own catalogue. */
  @Column('boolean') illustrative!: boolean;
}
