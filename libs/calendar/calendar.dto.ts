import { IsOptional } from 'class-validator';
import { IsDay } from '../kernel/index.js';

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
