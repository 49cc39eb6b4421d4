import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, conflict, Db, invalid, newId, notFound, Problem, stale, type Actor } from '../kernel/index.js';
import { abilitiesOn } from './progress-report.rules.js';
import type { ReportMoved } from './report-transition.dto.js';
import { REVIEWERS } from './tell-of-report.js';

// The leader's signature in one statement: state, step, notices to whoever reviews, audit and tallies (by trigger), and the kept answer of a
// retried request. The cells were checked when the report came to the leader, and are locked since. Without a body it says why nothing was done.
const HAND_IN = {
  name: 'reports.hand-in',
  text: `WITH target AS (
      SELECT r.id, r.version, r.state, r.complete, r.submitted_at, r.is_current, d.closes_on, d.due_on, d.name, d.name_en
      FROM progress_report r JOIN reporting_period d ON d.id = r.reporting_period_id WHERE r.id = $1 FOR NO KEY UPDATE OF r
    ), moved AS (
      UPDATE progress_report r SET state = 'submitted', submitted_at = coalesce(r.submitted_at, $4), submissions = r.submissions + 1,
        on_time = CASE WHEN r.submitted_at IS NULL THEN $3::date <= t.due_on ELSE r.on_time END
      FROM target t WHERE r.id = t.id AND t.state = 'internal_review' AND t.version = $2 AND t.complete AND (t.submitted_at IS NOT NULL OR $3 <= t.closes_on)
      RETURNING r.id, r.version, r.state, r.complete, r.submitted_at, r.on_time, r.submissions, r.edition, r.region_id, r.pilot_unit_id
    ), step AS (
      INSERT INTO report_step (id, progress_report_id, action, from_state, to_state, detail, actor_name, actor_role, actor_organisation)
      SELECT $5, m.id, 'submit', 'internal_review', 'submitted', jsonb_build_object('submission', m.submissions), $6, $7, $8 FROM moved m
    ), told AS (
      SELECT count(notify_positions(o.id, ARRAY['city_staff', 'office_staff'], 'report_waits', 'progress_report', p.id, jsonb_build_object('unit', u.name,
        'period', t.name, 'periodEn', t.name_en, 'act', '审核', 'actEn', 'review', 'said', ''))) AS n
      FROM moved p JOIN target t ON t.id = p.id JOIN pilot_unit u ON u.id = p.pilot_unit_id JOIN organisation o ON ${REVIEWERS}
    ), answer AS (
      SELECT json_build_object('id', m.id, 'version', m.version, 'state', m.state, 'complete', m.complete, 'submittedAt', m.submitted_at, 'onTime', m.on_time,
        'submissions', m.submissions, 'edition', m.edition, 'successorId', NULL, 'abilities', $9::json) AS body FROM moved m, told WHERE told.n >= 0
    ), kept AS (
      INSERT INTO idempotency_key (user_id, key, request_hash, status, body) SELECT app_user_id(), $10, $11, 200, body FROM answer WHERE $10::text IS NOT NULL
    )
    SELECT t.version, t.state, t.complete, t.submitted_at IS NULL AND $3 > t.closes_on AS closed, answer.body FROM target t LEFT JOIN answer ON true`,
};

interface Tried {
  version: number;
  state: string;
  complete: boolean;
  closed: boolean;
  body: ReportMoved | null;
}

/** 报送: the leader signs, and the numbers are locked. */
@Injectable()
export class HandIn {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws 404, 412, 409 in another state or after the period closed. The role was checked by the machine. */
  async sign(actor: Actor, id: string, version: number): Promise<ReportMoved> {
    const acting = { ...actor, action: 'report.submit' };
    try {
      return this.done(actor, await this.db.write<Tried>(acting, HAND_IN, this.values(actor, id, version, actor.idempotency)), version);
    } catch (error) {
      if (!(error instanceof Problem) || !actor.idempotency) throw error;
      // its twin may have signed while this one waited: then the door answers with what was kept
      return this.db.as(acting, () => Promise.reject(error));
    }
  }

  /** The same as one of many, in their transaction. */
  async signWithin(em: EntityManager, actor: Actor, id: string, version: number): Promise<ReportMoved> {
    return this.done(actor, await em.query(HAND_IN.text, this.values(actor, id, version, undefined)), version);
  }

  private values(actor: Actor, id: string, version: number, retry: Actor['idempotency']): unknown[] {
    const abilities = abilitiesOn(actor, { state: 'submitted', isCurrent: true, direct: false, closed: false });
    return [
      id, version, this.clock.today(), this.clock.now(), newId(), actor.userName, actor.role, actor.organisationName, JSON.stringify(abilities), retry?.key ?? null, retry?.requestHash ?? null,
    ];
  }

  private done(actor: Actor, [row]: Tried[], version: number): ReportMoved {
    if (!row) throw notFound();
    if (row.body) return row.body;
    if (row.version !== version) throw stale(row.version);
    const allowed = abilitiesOn(actor, { state: row.state, isCurrent: true, direct: false, closed: row.closed });
    if (row.state === 'internal_review' && row.closed) throw conflict('period_closed', { extra: { allowed } });
    if (row.state === 'internal_review') throw invalid([{ pointer: '/complete', code: 'report_incomplete' }]);
    throw conflict('wrong_state', { extra: { allowed } });
  }
}
