import type { EntityManager } from 'typeorm';
import type { Calendar } from '../calendar/index.js';
import type { Actor } from '../kernel/index.js';
import { LEVELS, numberOf, stateWhenIssued, stateWhenLaid, type Kind } from './supervision.rules.js';

export interface Issuing {
  kind: Kind;
  prefix: string;
  today: string;
}

const ALLOT = 'SELECT allot_supervision_numbers($1, $2, $3) AS last';
const DAYS = 'SELECT DISTINCT reply_days AS days FROM supervision_notice WHERE id = ANY ($1) AND reply_days IS NOT NULL';

const ISSUE = `WITH numbered AS (SELECT * FROM jsonb_to_recordset($1::jsonb) r(id uuid, no text)),
  due AS (SELECT * FROM jsonb_to_recordset($2::jsonb) d(days int, day date)),
  done AS (
    UPDATE supervision_notice n SET no = r.no, state = $3, issued_on = $4, issuer_id = $5, signer_name = $6, signer_role = $7,
      reply_by = (SELECT d.day FROM due d WHERE d.days = n.reply_days)
    FROM numbered r WHERE n.id = r.id RETURNING n.*)
  INSERT INTO supervision_step (id, notice_id, action, from_state, to_state, actor_name, actor_role, actor_organisation)
  SELECT uuid_v7(), id, 'issue', $9, $3, $6, $7, $8 FROM done`;

const TELL = `SELECT count(notify_positions(n.pilot_unit_id, ARRAY['pilot_leader', 'pilot_liaison'],
    CASE WHEN n.kind = 'remind' THEN 'assignment_urged' ELSE 'supervision_issued' END,
    CASE WHEN n.kind = 'remind' THEN 'assignment' ELSE 'supervision_notice' END, CASE WHEN n.kind = 'remind' THEN n.assignment_id ELSE n.id END,
    jsonb_build_object('no', n.no, 'word', $2::text, 'wordEn', $3::text, 'task', t.name, 'taskEn', t.name_en, 'dueOn', n.due_on, 'replyBy', n.reply_by), n.urgent))
  FROM supervision_notice n JOIN assignment a ON a.id = n.assignment_id JOIN task_category t ON t.id = a.task_category_id WHERE n.id = ANY ($1)`;

/**
 * Numbers, dates, signs and sends proposals of one kind, in the caller's transaction. The number's row is locked until it
 * commits, so numbers have no gap and no two notices one.
 * @returns notice → number
 */
export async function issueNotices(em: EntityManager, calendar: Calendar, actor: Actor, ids: readonly string[], { kind, prefix, today }: Issuing): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const year = today.slice(0, 4);
  const [{ last }] = (await em.query(ALLOT, [Number(year), kind, ids.length])) as [{ last: number }];
  const numbers = new Map(ids.map((id, i) => [id, numberOf(prefix, kind, year, last - ids.length + 1 + i)]));
  const days: { days: number }[] = await em.query(DAYS, [ids]);
  const due = await Promise.all(days.map(async ({ days: n }) => ({ days: n, day: await calendar.workingDaysFromToday(em, n) })));
  await em.query(ISSUE, [
    JSON.stringify([...numbers].map(([id, no]) => ({ id, no }))), JSON.stringify(due), stateWhenIssued(kind), today, actor.organisationId, actor.userName, actor.role, actor.organisationName, stateWhenLaid(kind),
  ]);
  await em.query(TELL, [ids, LEVELS[kind].zh, LEVELS[kind].en]);
  return numbers;
}
