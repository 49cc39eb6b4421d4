import { Inject, Injectable } from '@nestjs/common';
import { AWAITS_MY_CONFIRMATION, AWAITS_ON } from '../assignments/index.js';
import { AWAITS } from '../cases/index.js';
import { Clock, Db, type Actor } from '../kernel/index.js';
import { REPORT_AWAITS_ON, REPORT_MADE } from '../reports/index.js';
import type { Todo, Todos } from './stats.dto.js';

interface Waiting {
  kind: string;
  roles: readonly string[];
  href: string;
  /** Rows that wait on the role, and since when; `$1` is today. */
  from: string;
  since: string;
}

const openAnswer = `a.state IN ('issued', 'in_progress', 'returned')`;
const leads = `a.lead_department_id = app_scope()`;
const ledNotice = 'n.assignment_id IN (SELECT a.id FROM assignment a WHERE a.lead_department_id = app_scope())';
const UNIT = ['pilot_leader', 'pilot_liaison'];
const CITY = ['city_staff', 'city_reviewer'];
const OFFICE = ['office_director', 'office_staff'];
const DEPARTMENT = ['dept_leader', 'dept_liaison'];
const INSPECTORS = ['inspector_lead', 'inspector'];

// the province's day, whatever the server's
const EVALUATED = `(e.updated_at AT TIME ZONE 'Asia/Shanghai')::date`;
const MOVED = `(c.updated_at AT TIME ZONE 'Asia/Shanghai')::date`;
const TURNED = `(p.updated_at AT TIME ZONE 'Asia/Shanghai')::date`;

/** What waits on whom: a row per pile, each with the page whose list is exactly that pile. */
const WAITING: readonly Waiting[] = [
  { kind: 'to_issue', roles: ['office_director'], href: '/assignments?state=pending_issue', from: `assignment a WHERE a.state = 'pending_issue'`, since: 'a.created_at::date' },
  { kind: 'to_issue', roles: ['dept_leader'], href: '/assignments?state=pending_issue&lead=mine', from: `assignment a WHERE a.state = 'pending_issue' AND ${leads}`, since: 'a.created_at::date' },
  { kind: 'to_sign', roles: UNIT.concat(CITY), href: '/assignments?state=issued', from: `assignment a WHERE a.state = 'issued'`, since: 'a.issued_on' },
  { kind: 'overdue', roles: [...UNIT, ...CITY, ...OFFICE], href: '/assignments?overdue=true', from: `assignment a WHERE ${openAnswer} AND a.answer_due_on < $1`, since: 'a.answer_due_on' },
  { kind: 'overdue', roles: DEPARTMENT, href: '/assignments?overdue=true&lead=mine', from: `assignment a WHERE ${openAnswer} AND a.answer_due_on < $1 AND ${leads}`, since: 'a.answer_due_on' },
  { kind: 'to_rework', roles: UNIT, href: '/assignments?state=returned', from: `assignment a WHERE a.state = 'returned'`, since: 'a.updated_at::date' },
  { kind: 'to_sign_off', roles: ['pilot_leader'], href: '/assignments?awaits=me', from: `assignment_feedback f WHERE f.state = 'drafted'`, since: `(f.created_at AT TIME ZONE 'Asia/Shanghai')::date` },
  ...Object.entries(AWAITS_ON).map(([role, waits]) => ({ kind: 'extension_to_decide', roles: [role], href: '/extensions?awaits=me', from: `extension_request e WHERE ${waits}`, since: `(e.updated_at AT TIME ZONE 'Asia/Shanghai')::date` })),
  { kind: 'to_confirm', roles: DEPARTMENT, href: '/assignments?awaits=me', from: `assignment a WHERE ${AWAITS_MY_CONFIRMATION}`, since: 'a.feedback_on' },
  { kind: 'refused', roles: ['office_director'], href: '/assignments?refused=true', from: `assignment a WHERE a.refused_on IS NOT NULL AND a.state = 'pending_issue'`, since: 'a.refused_on' },
  { kind: 'to_review', roles: OFFICE, href: '/assignments?state=feedback_submitted', from: `assignment a WHERE a.state = 'feedback_submitted'`, since: 'a.feedback_on' },
  { kind: 'to_review', roles: DEPARTMENT, href: '/assignments?state=feedback_submitted&lead=mine', from: `assignment a WHERE a.state = 'feedback_submitted' AND ${leads}`, since: 'a.feedback_on' },
  { kind: 'notice_to_issue', roles: ['office_director'], href: '/supervision-notices?state=proposed', from: `supervision_notice n WHERE n.state = 'proposed'`, since: 'n.raised_on' },
  { kind: 'notice_to_issue', roles: ['dept_leader'], href: '/supervision-notices?state=proposed&lead=mine&kind=blue&kind=yellow', from: `supervision_notice n WHERE n.state = 'proposed' AND n.kind IN ('blue', 'yellow') AND ${ledNotice}`, since: 'n.raised_on' },
  { kind: 'notice_to_answer', roles: UNIT, href: '/supervision-notices?state=issued', from: `supervision_notice n WHERE n.state = 'issued'`, since: 'n.issued_on' },
  { kind: 'notice_to_review', roles: OFFICE, href: '/supervision-notices?state=replied', from: `supervision_notice n WHERE n.state = 'replied'`, since: 'n.replied_on' },
  { kind: 'notice_to_review', roles: DEPARTMENT, href: '/supervision-notices?state=replied&lead=mine', from: `supervision_notice n WHERE n.state = 'replied' AND ${ledNotice}`, since: 'n.replied_on' },
  { kind: 'to_archive', roles: ['office_staff'], href: '/assignments?state=completed', from: `assignment a WHERE a.state = 'completed'`, since: 'a.completed_on' },
  { kind: 'case_to_mend', roles: UNIT, href: '/pilot-cases?awaits=unit', from: `pilot_case c WHERE ${AWAITS.unit}`, since: MOVED },
  { kind: 'case_to_accept', roles: ['city_staff'], href: '/pilot-cases?state=applied', from: `pilot_case c WHERE c.state = 'applied'`, since: MOVED },
  { kind: 'case_to_recommend', roles: ['city_reviewer'], href: '/pilot-cases?state=city_review', from: `pilot_case c WHERE c.state = 'city_review'`, since: MOVED },
  { kind: 'case_to_review', roles: ['office_staff'], href: '/pilot-cases?state=province_review', from: `pilot_case c WHERE c.state = 'province_review'`, since: MOVED },
  { kind: 'case_to_decide', roles: ['office_director'], href: '/pilot-cases?state=province_review&state=publicity', from: `pilot_case c WHERE c.state IN ('province_review', 'publicity')`, since: MOVED },
  { kind: 'plan_to_write', roles: UNIT, href: '/pilot-cases?state=designated', from: `pilot_case c WHERE c.state = 'designated'`, since: MOVED },
  { kind: 'plan_to_confirm', roles: ['dept_leader'], href: '/pilot-cases?awaits=me', from: `pilot_case c WHERE ${AWAITS.me}`, since: MOVED },
  { kind: 'plan_to_approve', roles: ['office_staff'], href: '/pilot-cases?state=plan_review', from: `pilot_case c WHERE c.state = 'plan_review'`, since: MOVED },
  { kind: 'case_to_evaluate', roles: ['office_director'], href: '/pilot-cases?state=evaluating', from: `pilot_case c WHERE c.state = 'evaluating'`, since: MOVED },
  { kind: 'evaluation_to_score', roles: UNIT, href: '/evaluations?state=self_scoring', from: `evaluation e WHERE e.state = 'self_scoring'`, since: EVALUATED },
  { kind: 'evaluation_to_sign', roles: ['pilot_leader'], href: '/evaluations?state=unit_review', from: `evaluation e WHERE e.state = 'unit_review'`, since: EVALUATED },
  { kind: 'evaluation_to_score', roles: CITY, href: '/evaluations?state=city_scoring', from: `evaluation e WHERE e.state = 'city_scoring'`, since: EVALUATED },
  { kind: 'evaluation_to_score', roles: ['office_staff'], href: '/evaluations?state=province_scoring&state=correcting', from: `evaluation e WHERE e.state IN ('province_scoring', 'correcting')`, since: EVALUATED },
  { kind: 'evaluation_to_decide', roles: ['office_director'], href: '/evaluations?state=province_scoring&state=correcting', from: `evaluation e WHERE e.state IN ('province_scoring', 'correcting')`, since: EVALUATED },
  { kind: 'to_visit', roles: INSPECTORS, href: '/visits?state=planned', from: `visit v WHERE v.state = 'planned'`, since: 'v.visit_on' },
  { kind: 'to_feed_back', roles: ['inspector_lead', ...OFFICE], href: '/visits?state=filed', from: `visit v WHERE v.state = 'filed'`, since: 'v.filed_at::date' },
  { kind: 'findings', roles: UNIT, href: '/findings', from: `finding f WHERE f.fed_back_at IS NOT NULL`, since: 'f.fed_back_at::date' },
  { kind: 'report_to_mend', roles: ['pilot_liaison'], href: '/reports?awaits=mend', from: `progress_report p WHERE p.is_current AND ${REPORT_AWAITS_ON.mend}`, since: TURNED },
  { kind: 'report_to_answer', roles: UNIT, href: '/reports?awaits=answer', from: `progress_report p WHERE p.is_current AND ${REPORT_AWAITS_ON.answer}`, since: TURNED },
  { kind: 'report_to_sign', roles: ['pilot_leader'], href: '/reports?state=internal_review', from: `progress_report p WHERE p.is_current AND p.state = 'internal_review'`, since: TURNED },
  { kind: 'report_to_start', roles: ['city_staff'], href: '/reports?awaits=city', from: `progress_report p WHERE p.is_current AND ${REPORT_AWAITS_ON.city}`, since: TURNED },
  { kind: 'report_to_forward', roles: ['city_reviewer'], href: '/reports?state=city_review', from: `progress_report p WHERE p.is_current AND p.state = 'city_review'`, since: TURNED },
  { kind: 'report_to_take', roles: ['office_staff'], href: '/reports?awaits=direct', from: `progress_report p WHERE p.is_current AND ${REPORT_AWAITS_ON.direct}`, since: TURNED },
  { kind: 'report_to_accept', roles: ['office_staff'], href: '/reports?state=province_review', from: `progress_report p WHERE p.is_current AND p.state = 'province_review'`, since: TURNED },
  { kind: 'missing_reports', roles: [...UNIT, ...CITY, ...OFFICE], href: '/reports?status=missing&period=open', from: `progress_report p JOIN reporting_period d ON d.id = p.reporting_period_id WHERE d.opens_on <= $1 AND d.closes_on >= $1 AND p.is_current AND NOT ${REPORT_MADE}`, since: 'd.opens_on' },
];

/** The person's work: what waits on the position acted in, with its count and age. */
@Injectable()
export class TodoList {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async todos(actor: Actor): Promise<Todos> {
    const mine = WAITING.filter((pile) => pile.roles.includes(actor.role));
    if (mine.length === 0) return { items: [] };
    const piles = mine.map(
      (pile, i) => `SELECT ${i} AS i, '${pile.kind}' AS kind, '${pile.href}' AS href, count(*)::int AS count,
        least(min(${pile.since}), $1::date) AS "oldestOn" FROM ${pile.from}`,
    );
    const rows = await this.db.read<Todo & { i: number }>(
      actor,
      { name: `todos.${actor.role}`, text: `${piles.join(' UNION ALL ')} ORDER BY i` },
      [this.clock.today()],
    );
    return { items: rows.map(({ i: _, ...todo }) => ({ ...todo, oldestOn: todo.count === 0 ? null : todo.oldestOn })) };
  }
}
