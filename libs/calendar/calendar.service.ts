import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addDays, Clock, Db, invalid, type Actor, type FieldError } from '../kernel/index.js';
import type { DayOut, LimitIn, WorkingDays, WorkingDaysQuery } from './calendar.dto.js';
import type { DueKind } from './calendar.rules.js';

/** A deadline that holds: a working day, the calendar version under which it is one, and how it was given. */
export interface Deadline {
  dueOn: string;
  calendarVersion: number;
  dueKind: DueKind;
  /** Days of the kind, counted from the day after `dueFrom`; null for a date. */
  dueCount: number | null;
  dueFrom: string | null;
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

/** `$1` the day that is counted from, `$2` how many. A limit in calendar days that ends on a rest day ends on the next working day. */
const COUNTED: Record<Exclude<DueKind, 'date'>, string> = {
  working_days: 't.working AND t.ordinal = (SELECT f.ordinal FROM calendar_day f WHERE f.calendar_version = c.v AND f.day = $1::date) + $2::int',
  calendar_days: 't.working AND t.day >= $1::date + $2::int',
};
const countedStatement = (kind: keyof typeof COUNTED) => ({
  name: `calendar.${kind}`,
  text: `WITH current AS (SELECT max(calendar_version) AS v, max(day) AS until FROM calendar_day
                          WHERE calendar_version = (SELECT max(calendar_version) FROM calendar_day))
         SELECT c.v AS version, c.until, (SELECT min(t.day) FROM calendar_day t WHERE t.calendar_version = c.v AND ${COUNTED[kind]}) AS day FROM current c`,
});

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

  /**
   * A limit however it is given, counted from the day after `from`.
   * @throws 422 as `deadline`, and for none or more than one way of giving it
   */
  async limit(actor: Actor, input: LimitIn, from = this.clock.today()): Promise<Deadline> {
    const { deadline, error, extra } = await this.checkLimit(actor, input, from);
    if (error) throw invalid([error], extra);
    return deadline;
  }

  /** The same as an answer, to be told together with what else is wrong. */
  async checkLimit(actor: Actor, input: LimitIn, from = this.clock.today()): Promise<DeadlineCheck> {
    const { dueOn, dueInWorkingDays, dueInCalendarDays } = input;
    const given = [dueOn, dueInWorkingDays, dueInCalendarDays].filter((value) => value != null).length;
    if (given !== 1) return { deadline: onDate('', 0), error: { pointer: '/dueOn', code: given === 0 ? 'required' : 'one_limit_only' } };
    if (dueOn != null) return this.check(actor, dueOn);
    const dueKind = dueInWorkingDays != null ? 'working_days' : 'calendar_days';
    const dueCount = (dueInWorkingDays ?? dueInCalendarDays)!;
    const pointer = dueKind === 'working_days' ? '/dueInWorkingDays' : '/dueInCalendarDays';
    const [row] = await this.db.read<{ version: number; until: string; day: string | null }>(actor, countedStatement(dueKind), [from, dueCount]);
    const deadline: Deadline = { dueOn: row?.day ?? '', calendarVersion: row?.version ?? 0, dueKind, dueCount, dueFrom: from };
    if (row?.day) return { deadline };
    return { deadline, error: { pointer, code: 'calendar_not_loaded', params: { until: row?.until ?? '—' } }, extra: { loadedUntil: row?.until ?? null } };
  }

  /** A date as an answer, to be told together with what else is wrong. */
  async check(actor: Actor, dueOn: string, pointer = '/dueOn'): Promise<DeadlineCheck> {
    const [row] = await this.db.read<{ version: number; until: string; working: boolean | null; next: string | null }>(actor, DUE, [dueOn]);
    const deadline = onDate(dueOn, row?.version ?? 0);
    if (!row || row.working === null) {
      const error = { pointer, code: 'calendar_not_loaded', params: { until: row?.until ?? '—' } };
      return { deadline, error, extra: { loadedUntil: row?.until ?? null } };
    }
    if (dueOn < this.clock.today()) return { deadline, error: { pointer, code: 'in_the_past' } };
    if (row.working) return { deadline };
    return { deadline, error: { pointer, code: 'due_not_working_day', params: { next: row.next } }, extra: { nextWorkingDay: row.next } };
  }

  /** @returns what to say at `pointer` when today is a rest day: what is not urgent waits for the next working day */
  async restDay(actor: Actor, pointer: string): Promise<FieldError | undefined> {
    const { error } = await this.check(actor, this.clock.today(), pointer);
    return error?.code === 'due_not_working_day' ? { ...error, code: 'rest_day' } : undefined;
  }

  /** @returns the day `n` working days from today, under the present calendar */
  async workingDaysFromToday(em: EntityManager, n: number): Promise<string> {
    const [row]: { until: string; day: string | null }[] = await em.query(countedStatement('working_days').text, [this.clock.today(), n]);
    if (!row?.day) throw invalid([{ pointer: '/replyDays', code: 'calendar_not_loaded', params: { until: row?.until ?? '—' } }]);
    return row.day;
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
    return (version, day) => {
      const days = counted.get(version);
      // Loaded meanwhile, by another replica: this answer goes without, the next has it.
      if (!days) this.forget();
      return days?.get(day);
    };
  }

  /** To be asked again: a version was loaded. */
  forget(): void {
    this.counted = undefined;
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

const onDate = (dueOn: string, calendarVersion: number): Deadline => ({ dueOn, calendarVersion, dueKind: 'date', dueCount: null, dueFrom: null });
