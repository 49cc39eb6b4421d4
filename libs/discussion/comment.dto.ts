import { ArrayMaxSize, ArrayUnique, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { PersonOut } from '../assignments/index.js';
import { PageQuery } from '../kernel/index.js';

/** Beside what: one of the two. */
export class SubjectQuery {
  @IsOptional() @IsUUID()
  assignment?: string;
  @IsOptional() @IsUUID()
  pilotCase?: string;
}

export class CommentQuery extends PageQuery {
  @IsOptional() @IsUUID()
  assignment?: string;
  @IsOptional() @IsUUID()
  pilotCase?: string;
}

export class MentionableQuery extends SubjectQuery {
  /** A piece of a name or of an organisation's. */
  @IsOptional() @IsString() @MaxLength(50)
  q?: string;
}

export class CommentIn {
  /** One of the two. */
  @IsOptional() @IsUUID()
  assignmentId?: string;
  @IsOptional() @IsUUID()
  pilotCaseId?: string;
  @IsString() @Length(1, 4000)
  body!: string;
  /** Positions to tell; only such as may see what the comment is beside. */
  @IsOptional() @ArrayMaxSize(20) @ArrayUnique() @IsUUID('all', { each: true })
  mentions?: string[];
}

export class Mentionable {
  positionId!: string;
  name!: string;
  role!: string;
  organisation!: string;
}

export class MentionableList {
  items!: Mentionable[];
}

export class CommentOut {
  id!: string;
  assignmentId!: string | null;
  pilotCaseId!: string | null;
  body!: string;
  author!: PersonOut;
  mentions!: Mentionable[];
  createdAt!: Date;
}

export class CommentPage {
  items!: CommentOut[];
  nextCursor!: string | null;
  total!: number;
}
