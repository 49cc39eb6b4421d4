import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DeadlineKeepers, type DeadlineKeeper, type DeadlineMoveOut } from '../calendar/index.js';
import { Clock, type Actor } from '../kernel/index.js';

// A period that is due on what is a rest day under calendar `$1` is due on the next working day; it closes no earlier.
const UNDER = `SELECT p.id, p.code, p.name, p.name_en, p.due_on, (SELECT min(t.day) FROM calendar_day t WHERE t.calendar_version = $1 AND t.working AND t.day >= p.due_on) AS new_due
  FROM reporting_period p WHERE p.due_on >= greatest($2::date, make_date($3, 1, 1))`;
const MOVES = `SELECT 'reporting_period' AS kind, m.id, m.code AS no, m.name AS title, m.name_en AS "titleEn", '' AS unit, 'due' AS what, m.due_on AS from, m.new_due AS to
  FROM (${UNDER}) m WHERE m.due_on <> m.new_due ORDER BY m.due_on, m.code`;
const MOVE = `UPDATE reporting_period p SET due_on = m.new_due, closes_on = greatest(p.closes_on, m.new_due), calendar_version = $1
  FROM (${UNDER}) m WHERE m.id = p.id AND m.new_due IS NOT NULL`;

/** Periods as the calendar's loading sees them. */
@Injectable()
export class MovePeriods implements DeadlineKeeper, OnModuleInit {
  constructor(
    @Inject(DeadlineKeepers) private readonly keepers: DeadlineKeepers,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.keepers.add(this);
  }

  moves(em: EntityManager, calendarVersion: number, year: number): Promise<DeadlineMoveOut[]> {
    return em.query(MOVES, [calendarVersion, this.clock.today(), year]);
  }

  async move(em: EntityManager, _: Actor, calendarVersion: number, year: number): Promise<void> {
    await em.query(MOVE, [calendarVersion, this.clock.today(), year]);
  }
}
