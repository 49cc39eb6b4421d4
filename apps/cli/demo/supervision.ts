import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Calendar } from '../../../libs/calendar/index.js';
import { Clock, Db, systemActor } from '../../../libs/kernel/index.js';
import { issueNotices, layNotices, RAISABLE, type Kind, type Raisable } from '../../../libs/supervision/index.js';

/** How many of each kind there are, and how many of them are signed. */
const SOME: readonly [kind: Kind, light: string, n: number, signed: number][] = [['remind', 'yellow', 24, 24], ['yellow', 'yellow', 10, 7], ['red', 'red', 12, 5], ['letter', 'red', 3, 1], ['talk', 'red', 1, 0]];

const PICK = `SELECT ${RAISABLE} FROM assignment a WHERE a.state IN ('issued', 'in_progress', 'returned') AND light_on(a.state, a.yellow_from, a.red_from, $1) = $2
  ORDER BY hashtext(a.no || $3) LIMIT $4`;
// every third of the signed was answered
const ANSWER = `WITH answered AS (
    UPDATE supervision_notice SET state = 'replied', replied_on = $2, reply = '已查明原因，调整工作计划，明确专人负责，按新计划推进（样例）。'
    WHERE id = ANY ($1) AND abs(hashtext(no)) % 3 = 0 AND state = 'issued' RETURNING id, pilot_unit_id)
  INSERT INTO supervision_step (id, notice_id, action, from_state, to_state, reason, actor_name, actor_role, actor_organisation)
  SELECT uuid_v7(), r.id, 'reply', 'issued', 'replied', '已查明原因，调整工作计划（样例）。', '联络员（样例）', 'pilot_liaison', u.name FROM answered r JOIN pilot_unit u ON u.id = r.pilot_unit_id`;

/** Reminders that were sent, notices of every kind, some waiting to be signed and some answered. */
export async function createNotices(app: NestFastifyApplication): Promise<string> {
  const actor = { ...systemActor('demo.supervision'), userName: '产改办主任（样例）', role: 'office_director', organisationName: '河北省总工会' };
  const calendar = app.get(Calendar, { strict: false });
  const today = app.get(Clock).today();
  const ordinal = await calendar.ordinals(actor);
  const made = await app.get(Db).as(actor, async (em) => {
    let all = 0;
    for (const [kind, light, n, signed] of SOME) {
      const rows: Raisable[] = await em.query(PICK, [today, light, kind, n]);
      const laid = await layNotices(em, rows.map((row) => ({ ...row, episode: null })), { kind, replyDays: kind === 'remind' ? null : 3, urgent: kind === 'red', rule: null }, today, ordinal);
      const ids = laid.slice(0, signed).map(({ id }) => id);
      await issueNotices(em, calendar, actor, ids, { kind, prefix: '冀产改督', today });
      await em.query(ANSWER, [ids, today]);
      all += laid.length;
    }
    return all;
  });
  return `${made} reminders and supervision notices`;
}
