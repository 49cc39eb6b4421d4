import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageQuery, toArray } from '../kernel/index.js';
import { SUBJECTS } from './notice.rules.js';

const yesOrNo = ({ value }: { value: unknown }): unknown => (value === 'true' ? true : value === 'false' ? false : value);

export class NotificationQuery extends PageQuery {
  /** `true`: those not read yet; `false`: those read. */
  @IsOptional() @Transform(yesOrNo) @IsBoolean()
  unread?: boolean;
  /** What the notices are about. */
  @IsOptional() @Transform(toArray) @IsIn(SUBJECTS, { each: true })
  subjectType?: string[];
}

export class ReadAllIn {
  /** The newest notice that was in sight: those that came meanwhile stay unread. */
  @IsOptional() @IsUUID()
  upTo?: string;
}

export class ReadAllOut {
  /** How many were unread until now. */
  read!: number;
}

export class NotificationOut {
  id!: string;
  kind!: string;
  title!: string;
  titleEn!: string;
  subjectType!: string;
  subjectId!: string;
  /** Path in the console; null where it has no page. */
  href!: string | null;
  /** Was sent at once, whatever the hour. */
  urgent!: boolean;
  createdAt!: Date;
  readAt!: Date | null;
}

export class NotificationPage {
  items!: NotificationOut[];
  nextCursor!: string | null;
  total!: number;
}
