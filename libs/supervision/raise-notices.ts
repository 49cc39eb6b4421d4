import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PLANNED, plannedProgress, type PlannedPoint } from '../assignments/index.js';
import { Calendar, type Ordinal } from '../calendar/index.js';
import { Clock, Db, forbidden, invalid, newId, type Actor, type FieldError } from '../kernel/index.js';
import { issueNotices } from './issue-notices.js';
import { SupervisionSettingsStore } from './settings.js';
import type { Raised, RaisedAll, RaiseIn } from './supervision.dto.js';
import { LEVELS, stateWhenLaid, UNDER_WAY, words, type Kind, type SupervisionSettings } from './supervision.rules.js';

/** What an assignment says of itself when a notice is raised on it. */
export interface Raisable {
  id: string;
  state: string;
  lead: string;
  dueOn: string;
  issuedOn: string | null;
  calendarVersion: number;
  progress: number;
  light: string;
  /** Working days that the clock stood still. */
  paused: number;
  planned: PlannedPoint[] | null;
}

export const RAISABLE = `a.id, a.state, a.lead_department_id AS lead, a.due_on AS "dueOn", a.issued_on AS "issuedOn", a.calendar_version AS "calendarVersion",
  a.progress, a.paused_working_days AS paused, ${PLANNED}, light_on(a.state, a.yellow_from, a.red_from, $1) AS light`;

export interface ToLay {
  kind: Kind;
  problem?: string | undefined;
  requirement?: string | undefined;
  replyDays: number | null;
  urgent: boolean;
  rule: string | null;
}

// Whoever was faster has told it: an assignment is told a thing once a day, and by a rule once for each occasion. In one order,
// so that two who tell the same many wait for one another and not each for the other.
const LAY = `INSERT INTO supervision_notice (id, kind, state, assignment_id, pilot_case_id, pilot_unit_id, region_id, due_on, light, progress, problem, requirement,
    urgent, raised_on, reply_days, rule, episode)
  SELECT r.id, $2, $7, a.id, a.pilot_case_id, a.pilot_unit_id, a.region_id, a.due_on, r.light, a.progress, r.problem, r.requirement, $3, $4, $5, $6, r.episode
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, assignment_id uuid, light text, problem text, requirement text, episode text)
  JOIN assignment a ON a.id = r.assignment_id ORDER BY a.id
  ON CONFLICT DO NOTHING RETURNING id, assignment_id AS "assignmentId"`;

/** Lays notices on assignments in the caller's transaction, not issued yet. @returns those that are new */
export async function layNotices(
  em: EntityManager, rows: readonly (Raisable & { episode: string | null })[], what: ToLay, today: string, ordinal: Ordinal,
): Promise<{ id: string; assignmentId: string }[]> {
  if (rows.length === 0) return [];
  const laid = rows.map(({ id, light, episode, ...row }) => {
    const planned = plannedProgress((day) => ordinal(row.calendarVersion, day), row.issuedOn, row.dueOn, today, row.paused, row.planned ?? []);
    const said = words(what.kind, { ...row, plannedProgress: planned, today });
    return { id: newId(), assignment_id: id, light, episode, problem: what.problem ?? said.problem, requirement: what.requirement ?? said.requirement };
  });
  const made: { id: string; assignmentId: string }[] = await em.query(LAY, [
    JSON.stringify(laid), what.kind, what.urgent, today, what.replyDays, what.rule, stateWhenLaid(what.kind),
  ]);
  // as they were asked for: their numbers follow this order
  const place = new Map(laid.map(({ id }, i) => [id, i]));
  return made.sort((a, b) => place.get(a.id)! - place.get(b.id)!);
}

/** 催办、督办 by hand: on one assignment or on many, with an answer for each. */
@Injectable()
export class RaiseNotices {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Calendar) private readonly calendar: Calendar,
    @Inject(SupervisionSettingsStore) private readonly settings: SupervisionSettingsStore,
  ) {}

  /** @throws 403 for a kind that is not the role's, 422 for assignments out of sight, and for a rest day unless it is urgent */
  async raise(actor: Actor, input: RaiseIn): Promise<RaisedAll> {
    const { kind } = input;
    const level = LEVELS[kind];
    const issues = level.issues.includes(actor.role);
    if (!issues && !level.proposes.includes(actor.role)) throw forbidden('not_your_level');
    const today = this.clock.today();
    const urgent = input.urgent === true || level.urgent === true;
    const restDay = issues && !urgent ? await this.calendar.restDay(actor, '/urgent') : undefined;
    if (restDay) throw invalid([restDay]);
    const settings = await this.settings.read(actor);
    const ordinal = await this.calendar.ordinals(actor);
    const replyDays = kind === 'remind' ? null : (input.replyDays ?? settings.value.replyWorkingDays[kind] ?? null);
    const what: ToLay = { kind, problem: input.problem, requirement: input.requirement, replyDays, urgent, rule: null };

    return this.db.as({ ...actor, action: `supervision.${kind}` }, async (em) => {
      const rows = await chosen(em, today, input.assignmentIds);
      const refused = new Map(rows.flatMap((row) => refusal(actor, row)));
      const open = rows.filter(({ id }) => !refused.has(id)).map((row) => ({ ...row, episode: null }));
      const laid = await layNotices(em, open, what, today, ordinal);
      const numbers = issues ? await this.issue(em, actor, laid, kind, settings.value) : new Map<string, string>();
      return answer(input.assignmentIds, laid, numbers, refused, issues);
    });
  }

  private issue(em: EntityManager, actor: Actor, laid: { id: string }[], kind: Kind, settings: SupervisionSettings): Promise<Map<string, string>> {
    return issueNotices(em, this.calendar, actor, laid.map(({ id }) => id), { kind, prefix: settings.prefix, today: this.clock.today() });
  }
}

async function chosen(em: EntityManager, today: string, ids: readonly string[]): Promise<Raisable[]> {
  const rows: Raisable[] = await em.query(`SELECT ${RAISABLE} FROM assignment a WHERE a.id = ANY ($2)`, [today, ids]);
  const known = new Set(rows.map(({ id }) => id));
  const errors = ids.flatMap((id, i): FieldError[] => (known.has(id) ? [] : [{ pointer: `/assignmentIds/${i}`, code: 'unknown_reference', params: { value: id } }]));
  if (errors.length > 0) throw invalid(errors);
  const asked = new Map(ids.map((id, i) => [id, i]));
  return rows.sort((a, b) => asked.get(a.id)! - asked.get(b.id)!);
}

function refusal(actor: Actor, { id, lead, state }: Raisable): [string, string][] {
  if (actor.reach === 'department' && lead !== actor.scope) return [[id, 'not_your_assignment']];
  return UNDER_WAY.includes(state) ? [] : [[id, 'not_under_way']];
}

function answer(
  asked: readonly string[], laid: { id: string; assignmentId: string }[], numbers: Map<string, string>, refused: Map<string, string>, issues: boolean,
): RaisedAll {
  const made = new Map(laid.map(({ id, assignmentId }) => [assignmentId, id]));
  const items = asked.map((assignmentId): Raised => {
    const noticeId = made.get(assignmentId) ?? null;
    if (noticeId) return { assignmentId, outcome: issues ? 'issued' : 'proposed', noticeId, no: numbers.get(noticeId) ?? null, code: null };
    const code = refused.get(assignmentId);
    return { assignmentId, outcome: code ? 'refused' : 'skipped', noticeId: null, no: null, code: code ?? 'told_today' };
  });
  const count = (outcome: string) => items.filter((item) => item.outcome === outcome).length;
  return { issued: count('issued'), proposed: count('proposed'), skipped: count('skipped'), refused: count('refused'), items };
}
