import { Calendar } from '../calendar/index.js';
import { Clock, systemActor, type Db } from '../kernel/index.js';
import { issueNotices } from './issue-notices.js';
import { layNotices, RAISABLE, type Raisable } from './raise-notices.js';
import { SupervisionSettingsStore } from './settings.js';
import { LEVELS, RULES, stateWhenIssued, stateWhenLaid, UNDER_WAY, type Rule } from './supervision.rules.js';

/** Rows one run takes of one rule: a province that turns supervision on has thousands, and they need not be one transaction. */
const MOST_AT_ONCE = 500;

const due = ({ when, episode }: Rule) => `SELECT ${RAISABLE}, ${episode} AS episode FROM assignment a
  WHERE a.state = ANY ($2) AND ${when} AND NOT EXISTS (SELECT FROM supervision_notice s WHERE s.assignment_id = a.id AND s.rule = $3 AND s.episode = ${episode})
  ORDER BY a.due_on, a.id LIMIT ${MOST_AT_ONCE}`;

/**
 * What the rules find today: reminders are sent, everything else is laid before whoever signs. On a rest day nothing is.
 * Safe to run twice at once: a rule raises a notice once for each occasion, which the table holds.
 * @returns how many notices are new
 */
export async function raiseByRule(db: Db, clock: Clock = new Clock()): Promise<number> {
  const actor = systemActor('supervision.rule');
  const calendar = new Calendar(db, clock);
  const today = clock.today();
  const { error: noWorkingDay } = await calendar.check(actor, today);
  if (noWorkingDay) return 0;
  const ordinal = await calendar.ordinals(actor);
  const { value: settings } = await new SupervisionSettingsStore(db).read(actor);
  let raised = 0;
  for (const rule of RULES.filter(({ code }) => !settings.rulesOff.includes(code))) {
    raised += await db.as(actor, async (em) => {
      const rows: (Raisable & { episode: string })[] = await em.query(due(rule), [today, UNDER_WAY, rule.code]);
      const replyDays = rule.kind === 'remind' ? null : (settings.replyWorkingDays[rule.kind] ?? null);
      const laid = await layNotices(em, rows, { kind: rule.kind, replyDays, urgent: LEVELS[rule.kind].urgent === true, rule: rule.code }, today, ordinal);
      if (stateWhenLaid(rule.kind) === stateWhenIssued(rule.kind)) await issueNotices(em, calendar, actor, laid.map(({ id }) => id), { kind: rule.kind, prefix: settings.prefix, today });
      return laid.length;
    });
  }
  return raised;
}
