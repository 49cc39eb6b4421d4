import { Column, Entity } from 'typeorm';
import { VersionedRow } from '../kernel/index.js';

/** 政策: a document that carries the reform, and the tasks it bears on. */
@Entity('policy')
export class Policy extends VersionedRow {
  @Column('text') code!: string;
  @Column('text') title!: string;
  @Column('text', { nullable: true }) titleEn!: string | null;
  @Column('text', { nullable: true }) issuer!: string | null;
  /** 文号. */
  @Column('text', { nullable: true }) docNo!: string | null;
  @Column('text') category!: string;
  /** The day it was issued; of many only the year is known. */
  @Column('date', { nullable: true }) issuedOn!: string | null;
  @Column('int', { nullable: true }) year!: number | null;
  @Column('text', { array: true }) taskCodes!: string[];
  /** Its documents in force, in their order. */
  @Column('uuid', { array: true }) documentIds!: string[];
  @Column('text', { nullable: true }) remark!: string | null;
  @Column('text') searchText!: string;
}
