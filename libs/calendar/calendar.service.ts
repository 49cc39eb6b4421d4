import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addDays, Clock, Db, invalid, type Actor, type FieldError } from '../kernel/index.js';
import type { DayOut, WorkingDays, WorkingDaysQuery } from './calendar.dto.js';

/** A deadline that holds: a working day, and the calendar version under which it is one. */
export interface Deadline {
  dueOn: string;
  calendarVersion: number;
}

export interface DeadlineCheck {
  deadline: Deadline;
  error?: FieldError;
  extra?: Record<string, unknown>;
}

/** Working days counted up to `day` in a calendar version; undefined for a day it does not have. */
export type Ordinal = (version: number, day: string) => number | undefined;

const DUE = {
  name: 'calendar.due',
  text: `WITH current AS (SELECT max(calendar_version) AS v, max(day) AS until FROM calendar_day
                          WHERE calendar_version = (SELECT max(calendar_version) FROM calendar_day))
         SELECT c.v AS version, c.until, d.working,
                (SELECT min(n.day) FROM calendar_day n WHERE n.calendar_version = c.v AND n.working AND n.day > $1) AS next
         FROM current c LEFT JOIN calendar_day d ON d.calendar_version = c.v AND d.day = $1`,
};

const AFTER = `SELECT t.day FROM calendar_day f JOIN calendar_day t
    ON t.calendar_version = f.calendar_version AND t.working AND t.ordinal = f.ordinal + $3
  WHERE f.calendar_version = $1 AND f.day = $2`;

@Injectable()
export class Calendar {
  private counted: Map<number, Map<string, number>> | undefined;

  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws 422 at `pointer` for a rest day (with the next working day), a past day, and a day past the last loaded year */
  async deadline(actor: Actor, dueOn: string, pointer = '/dueOn'): Promise<Deadline> {
    const { deadline, error, extra } = await this.check(actor, dueOn, pointer);
    if (error) throw invalid([error], extra);
    return deadline;
  }

  /** The same as an answer, to be told together with what else is wrong. */
  async check(actor: Actor, dueOn: string, pointer = '/dueOn'): Promise<DeadlineCheck> {
    const [row] = await this.db.read<{ version: number; until: string; working: boolean | null; next: string | null }>(actor, DUE, [dueOn]);
    const deadline = { dueOn, calendarVersion: row?.version ?? 0 };
    if (!row || row.working === null) {
      const error = { pointer, code: 'calendar_not_loaded', params: { until: row?.until ?? '—' } };
      return { deadline, error, extra: { loadedUntil: row?.until ?? null } };
    }
    if (dueOn < this.clock.today()) return { deadline, error: { pointer, code: 'in_the_past' } };
    if (row.working) return { deadline };
    return { deadline, error: { pointer, code: 'due_not_working_day', params: { next: row.next } }, extra: { nextWorkingDay: row.next } };
  }

  /** @returns the day `n` working days after `from`, counted from the next day */
  async workingDaysAfter(em: EntityManager, calendarVersion: number, from: string, n: number): Promise<string> {
    const [row]: { day: string }[] = await em.query(AFTER, [calendarVersion, from, n]);
    if (!row) throw invalid([{ pointer: '/dueOn', code: 'calendar_not_loaded', params: { until: from } }]);
    return row.day;
  }

  /** Working days counted up to a day, by calendar version. A version never changes once it is loaded, so it is kept. */
  async ordinals(actor: Actor): Promise<Ordinal> {
    this.counted ??= await this.loadOrdinals(actor);
    const counted = this.counted;
    return (version, day) => counted.get(version)?.get(day);
  }

  private async loadOrdinals(actor: Actor): Promise<Map<number, Map<string, number>>> {
    const rows = await this.db.read<{ v: number; day: string; ordinal: number }>(
      actor,
      { name: 'calendar.ordinals', text: 'SELECT calendar_version AS v, day, ordinal FROM calendar_day' },
    );
    const byVersion = new Map<number, Map<string, number>>();
    for (const { v, day, ordinal } of rows) {
      const days = byVersion.get(v) ?? new Map<string, number>();
      byVersion.set(v, days.set(day, ordinal));
    }
    return byVersion;
  }

  async workingDays(actor: Actor, query: WorkingDaysQuery): Promise<WorkingDays> {
    const from = query.from ?? this.clock.today();
    const asked = query.to ?? addDays(from, 90);
    const to = asked > addDays(from, 800) ? addDays(from, 800) : asked;
    const [items, [until]] = await this.db.readAll<[DayOut, { day: string | null }]>(
      actor,
      [
        {
          name: 'calendar.days',
          text: `SELECT day, working, name, provisional FROM calendar_day
                 WHERE calendar_version = (SELECT max(calendar_version) FROM calendar_day) AND day BETWEEN $1 AND $2 ORDER BY day`,
        },
        [from, to],
      ],
      [
        {
          name: 'calendar.until',
          text: `SELECT max(day) AS day FROM calendar_day WHERE calendar_version = (SELECT max(calendar_version) FROM calendar_day)`,
        },
        [],
      ],
    );
    return { items, loadedUntil: until?.day ?? null };
  }
}
