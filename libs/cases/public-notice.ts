import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Calendar } from '../calendar/index.js';
import { Clock, type FieldError } from '../kernel/index.js';

/** 公示期, working days. Source: the setting's own; five is what cadre appointments and honours are posted for. */
export const PUBLICITY_WORKING_DAYS = 5;

const TERMS = `SELECT (SELECT max(calendar_version) FROM calendar_day) AS version,
  (SELECT (value ->> 'workingDays')::int FROM setting WHERE key = 'case.publicity') AS days`;

export interface NoticePeriod {
  patch: { publicityFrom?: string; publicityTo?: string };
  errors: FieldError[];
}

/** From when to when a shortlist is posted: counted in working days from the day after it is put up. */
@Injectable()
export class PublicNotice {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Calendar) private readonly calendar: Calendar,
  ) {}

  /** @returns the first and the last day, or what is wrong with those asked for */
  async period(em: EntityManager, asked: { publicityFrom?: string; publicityTo?: string }): Promise<NoticePeriod> {
    const [terms]: { version: number; days: number | null }[] = await em.query(TERMS);
    const days = terms!.days ?? PUBLICITY_WORKING_DAYS;
    const publicityFrom = asked.publicityFrom ?? this.clock.today();
    const least = await this.calendar.workingDaysAfter(em, terms!.version, publicityFrom, days);
    const publicityTo = asked.publicityTo ?? least;
    if (publicityTo >= least) return { patch: { publicityFrom, publicityTo }, errors: [] };
    return { patch: {}, errors: [{ pointer: '/publicityTo', code: 'publicity_too_short', params: { days, day: least } }] };
  }
}
