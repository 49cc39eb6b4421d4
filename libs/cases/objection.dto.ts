import { IsOptional, IsString, Length } from 'class-validator';
import { IsDay } from '../kernel/index.js';

export class ObjectIn {
  /** Who objects: a person's or an organisation's name, or 匿名. */
  @IsString() @Length(1, 100)
  raisedBy!: string;
  /** Today unless said. */
  @IsOptional() @IsDay()
  raisedOn?: string;
  @IsString() @Length(1, 4000)
  content!: string;
}

export class AnswerObjectionIn {
  /** What was found, and what follows. */
  @IsString() @Length(1, 4000)
  outcome!: string;
}

export class ObjectionOut {
  id!: string;
  raisedBy!: string;
  raisedOn!: string;
  content!: string;
  outcome!: string | null;
  createdAt!: Date;
  version!: number;
}

export class ObjectionList {
  items!: ObjectionOut[];
}
