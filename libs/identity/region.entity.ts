import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 地区: the territorial reporting units. Their parents are data, never cut from the code. */
@Entity('region')
export class Region {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') nameEn!: string;
  @Column('text') level!: string;
  @Column('uuid', { nullable: true }) parentId!: string | null;
  @Column('int') protocolOrder!: number;
  @Column('text') pinyin!: string;
}
