import { IsBoolean, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { Transform, Type } from 'class-transformer';
import { IsDay } from '../kernel/index.js';

/** Days that a limit may be counted in advance: more than any year has of either. */
const LONGEST = 1000;

/** A limit, in exactly one of three ways. Counting begins on the day after. */
export class LimitIn {
  /** A working day, not before today. */
  @IsOptional() @IsDay()
  dueOn?: string;
  @IsOptional() @IsInt() @Min(1) @Max(LONGEST)
  dueInWorkingDays?: number;
  /** Ends on the next working day when it would end on a rest day. */
  @IsOptional() @IsInt() @Min(1) @Max(LONGEST)
  dueInCalendarDays?: number;
}

export class WorkingDaysQuery {
  /** First day; today when not given. */
  @IsOptional() @IsDay()
  from?: string;

  /** Last day, at most 800 after the first; 90 days on when not given. */
  @IsOptional() @IsDay()
  to?: string;
}

export class DayOut {
  day!: string;
  working!: boolean;
  name!: string | null;
  provisional!: boolean;
}

export class WorkingDays {
  items!: DayOut[];
  /** The last day for which a deadline can be set; null when no year is loaded. */
  loadedUntil!: string | null;
}

export class CalendarVersionOut {
  calendarVersion!: number;
  /** The year it brought; null for the first, which brought many. */
  year!: number | null;
  /** The notice that it follows. */
  source!: string;
  loadedBy!: string | null;
  loadedAt!: Date;
}

export class CalendarVersionList {
  items!: CalendarVersionOut[];
  loadedUntil!: string | null;
  /** The first day of the present version that no notice stands behind; null when there is none. */
  provisionalFrom!: string | null;
}

export class CalendarYearQuery {
  @Type(() => Number) @IsInt() @Min(2000) @Max(2100)
  year!: number;
}

export class LoadCalendarQuery extends CalendarYearQuery {
  /** The notice: who published it and under which number. */
  @IsString() @Length(4, 200)
  source!: string;
  /** As the preview gave it: whoever loads has seen what would move. */
  @IsString() @Length(64, 64)
  stamp!: string;
  /** Whether the deadlines that the preview listed are moved; what is not moved stays as it was computed. */
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value)) @IsBoolean()
  moveDeadlines!: boolean;
}

/** A line of the file that cannot be taken. */
export class YearFlawOut {
  /** As Excel numbers it; 0 for the file as a whole. */
  row!: number;
  value!: string;
  code!: string;
  detail!: string;
}

/** A deadline that is another day under the new calendar. */
export class DeadlineMoveOut {
  /** What has the deadline: `assignment`. */
  kind!: string;
  id!: string;
  no!: string;
  title!: string;
  titleEn!: string;
  unit!: string;
  /** `due` or `sign` */
  what!: string;
  from!: string;
  to!: string;
}

export class CalendarPreview {
  year!: number;
  workingDays!: number;
  /** Days that the present calendar has otherwise, or not at all as anything but a weekday or weekend. */
  changes!: DayOut[];
  flaws!: YearFlawOut[];
  moves!: DeadlineMoveOut[];
  /** How many there are; `moves` shows the first 200. */
  movesTotal!: number;
  /** To be sent with the file when it is loaded; null while there are flaws. */
  stamp!: string | null;
}
