import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DeadlineKeepers, type DeadlineKeeper, type DeadlineMoveOut } from '../calendar/index.js';
import { Clock, type Actor } from '../kernel/index.js';

/** What is still to be answered, or to be issued. An answer that was given in time stays in time. */
const OPEN = ['draft', 'pending_issue', 'issued', 'in_progress', 'returned'];

/**
 * Deadlines from today on as they are under calendar `$1`. A limit that was counted is counted again; a date stays unless it
 * is now a rest day. The time to sign is so many working days after issuing as it was under the calendar it was set by.
 * What ended before the year `$4` began is the same day under both.
 */
const UNDER = `SELECT a.id, a.no, a.pilot_unit_id, a.lead_department_id, a.task_category_id, a.state, a.due_on, a.sign_due_on,
    CASE a.due_kind
      WHEN 'working_days' THEN (SELECT t.day FROM calendar_day f JOIN calendar_day t ON t.calendar_version = f.calendar_version AND t.working AND t.ordinal = f.ordinal + a.due_count
                                WHERE f.calendar_version = $1 AND f.day = a.due_from)
      WHEN 'calendar_days' THEN (SELECT min(t.day) FROM calendar_day t WHERE t.calendar_version = $1 AND t.working AND t.day >= a.due_from + a.due_count)
      ELSE (SELECT min(t.day) FROM calendar_day t WHERE t.calendar_version = $1 AND t.working AND t.day >= a.due_on)
    END AS new_due,
    CASE WHEN a.state = 'issued' AND a.sign_due_on >= $2 THEN (
      SELECT t.day FROM calendar_day f, calendar_day s, calendar_day now_from, calendar_day t
      WHERE f.calendar_version = a.calendar_version AND f.day = a.issued_on AND s.calendar_version = a.calendar_version AND s.day = a.sign_due_on
        AND now_from.calendar_version = $1 AND now_from.day = a.issued_on
        AND t.calendar_version = $1 AND t.working AND t.ordinal = now_from.ordinal + s.ordinal - f.ordinal)
    ELSE a.sign_due_on END AS new_sign
  FROM assignment a WHERE a.state = ANY ($3) AND a.due_on >= greatest($2::date, make_date($4, 1, 1))`;

const MOVES = `SELECT 'assignment' AS kind, m.id, m.no, t.name AS title, t.name_en AS "titleEn", u.name AS unit, w.what, w.from, w.to
  FROM (${UNDER}) m JOIN task_category t ON t.id = m.task_category_id JOIN pilot_unit u ON u.id = m.pilot_unit_id
  CROSS JOIN LATERAL (VALUES ('due', m.due_on, m.new_due), ('sign', m.sign_due_on, m.new_sign)) w(what, "from", "to")
  WHERE w.from <> w.to ORDER BY w.from, m.no, w.what`;

// The lights of all are judged by the new calendar; only what moves has a step and is told.
const MOVE = `WITH m AS (${UNDER}),
  moved AS (UPDATE assignment a SET due_on = m.new_due, sign_due_on = m.new_sign, calendar_version = $1 FROM m
            WHERE a.id = m.id AND m.new_due IS NOT NULL RETURNING a.id),
  step AS (INSERT INTO assignment_step (id, assignment_id, action, from_state, to_state, reason, actor_name, actor_role, actor_organisation)
           SELECT uuid_v7(), m.id, 'move_deadline', m.state, m.state, m.due_on || ' → ' || m.new_due, $5, $6, $7
           FROM m JOIN moved ON moved.id = m.id WHERE m.due_on <> m.new_due)
  SELECT count(notify_positions(o.id, o.roles, 'deadline_moved', 'assignment', m.id,
    jsonb_build_object('no', m.no, 'task', t.name, 'taskEn', t.name_en, 'was', m.due_on, 'dueOn', m.new_due)))
  FROM m JOIN task_category t ON t.id = m.task_category_id
  CROSS JOIN LATERAL (VALUES (m.pilot_unit_id, ARRAY['pilot_leader', 'pilot_liaison']), (m.lead_department_id, ARRAY['dept_liaison'])) o(id, roles)
  WHERE m.due_on <> m.new_due AND m.state NOT IN ('draft', 'pending_issue')`;

/** Assignments as the calendar's loading sees them: which would be due another day, and moving them there. */
@Injectable()
export class MoveDeadlines implements DeadlineKeeper, OnModuleInit {
  constructor(
    @Inject(DeadlineKeepers) private readonly keepers: DeadlineKeepers,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.keepers.add(this);
  }

  moves(em: EntityManager, calendarVersion: number, year: number): Promise<DeadlineMoveOut[]> {
    return em.query(MOVES, [calendarVersion, this.clock.today(), OPEN, year]);
  }

  async move(em: EntityManager, actor: Actor, calendarVersion: number, year: number): Promise<void> {
    await em.query(MOVE, [calendarVersion, this.clock.today(), OPEN, year, actor.userName, actor.role, actor.organisationName]);
  }
}
