import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { PageQuery } from '../kernel/index.js';

const yesOrNo = ({ value }: { value: unknown }): unknown => (value === 'true' ? true : value === 'false' ? false : value);

export class NotificationQuery extends PageQuery {
  /** `true`: those not read yet; `false`: those read. */
  @IsOptional() @Transform(yesOrNo) @IsBoolean()
  unread?: boolean;
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
  createdAt!: Date;
  readAt!: Date | null;
}

export class NotificationPage {
  items!: NotificationOut[];
  nextCursor!: string | null;
  total!: number;
}
