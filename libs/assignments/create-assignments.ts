import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CARRIES_TASKS } from '../cases/index.js';
import { Calendar } from '../calendar/index.js';
import { Clock, Db, invalid, newId, type Actor, type FieldError } from '../kernel/index.js';
import type { CaseFilterIn, CreateAssignmentsIn, CreatedAssignment, CreatedAssignments } from './assignment.dto.js';
import { ASSIGNMENT_MACHINE } from './assignment.rules.js';
import { sourceOf } from './source.js';
import { signBy } from './assignment-limits.js';

/** Rows one call may make: a province of 520 units × 52 tasks, and not ten of them. */
const MOST_AT_ONCE = 30_000;

interface CaseRef {
  id: string;
  pilot_unit_id: string;
  region_id: string;
  state: string;
  catalogue_version: number;
}
interface TaskRef {
  id: string;
  catalogue_version: number;
  code: string;
  lead_department_id: string;
}

// A batch keeps the catalogue that it was admitted under: a code means for each case what it means there.
const TASKS = `SELECT id, code, lead_department_id, catalogue_version FROM task_category WHERE code = ANY ($1) AND catalogue_version = ANY ($2)`;
const NEWEST = 'SELECT max(catalogue_version) AS newest FROM task_category';

// Skips what exists, and gives back what it made.
const CREATE = `INSERT INTO assignment (id, no, pilot_case_id, pilot_unit_id, region_id, task_category_id, task_code, lead_department_id,
    department_ids, state, urgency, requirement, issued_on, sign_due_on, due_on, original_due_on, calendar_version, due_kind, due_count, due_from, source, source_id, source_text)
  SELECT r.id, 'JB-' || $2 || '-' || lpad(nextval('assignment_no')::text, 6, '0'), c.id, c.pilot_unit_id, c.region_id, t.id, t.code,
    t.lead_department_id, ARRAY[t.lead_department_id] || t.co_lead_department_ids || t.cooperating_department_ids,
    $3, $4, $5, $6::date, $7::date, $8::date, $8::date, $9, $10, $11, $12::date, $13, $14::uuid, $15
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, case_id uuid, task_id uuid)
  JOIN pilot_case c ON c.id = r.case_id JOIN task_category t ON t.id = r.task_id
  ON CONFLICT DO NOTHING
  RETURNING id, pilot_case_id AS "caseId", task_code AS "taskCode"`;

// After it, not with it: a step's policy asks for an assignment that the statement before has made.
const RECORD = `WITH step AS (
    INSERT INTO assignment_step (id, assignment_id, action, to_state, actor_name, actor_role, actor_organisation)
    SELECT uuid_v7(), a.id, $2, a.state, $3, $4, $5 FROM assignment a WHERE a.id = ANY ($1)
  )
  SELECT count(notify_positions(a.pilot_unit_id, ARRAY['pilot_leader', 'pilot_liaison'], 'assignment_issued', 'assignment', a.id,
    jsonb_build_object('no', a.no, 'task', t.name, 'taskEn', t.name_en, 'dueOn', a.due_on), a.urgency = 'top'))
  FROM assignment a JOIN task_category t ON t.id = a.task_category_id WHERE a.id = ANY ($1) AND a.state = 'issued'`;

/** Gives tasks to cases: the product of both, in one statement, with an answer for each. */
@Injectable()
export class CreateAssignments {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Calendar) private readonly calendar: Calendar,
  ) {}

  /** @throws 422 naming every unknown task and case, another department's task, and a due date that does not hold */
  async create(actor: Actor, input: CreateAssignmentsIn): Promise<CreatedAssignments> {
    const due = await this.calendar.checkLimit(actor, input);
    const { deadline } = due;
    const mayIssue = ASSIGNMENT_MACHINE.transitions.some((t) => t.action === 'issue' && t.by.includes(actor.role));
    const issued = mayIssue && input.issue !== false;
    const today = this.clock.today();
    return this.db.as(actor, async (em) => {
      const cases = await chosenCases(em, input);
      const tasks = await tasksFor(em, input.taskCodes, cases);
      const { source, errors: unsourced } = await sourceOf(em, input.source);
      const errors = [...problemsOf(actor, input, tasks, cases), ...unsourced, ...(due.error ? [due.error] : [])];
      if (errors.length > 0) throw invalid(errors, due.extra);
      const signDueOn = issued ? await signBy(em, this.calendar, deadline.calendarVersion, today) : null;
      const open = cases.filter((c) => (CARRIES_TASKS as readonly string[]).includes(c.state));
      const wanted = open.flatMap((c) => tasks.filter((t) => t.catalogue_version === c.catalogue_version).map((t) => ({ id: newId(), case_id: c.id, task_id: t.id })));
      const state = issued ? 'issued' : 'pending_issue';
      const made: { id: string; caseId: string; taskCode: string }[] = await em.query(CREATE, [
        JSON.stringify(wanted), today.slice(0, 4), state, input.urgency ?? 'normal', input.requirement ?? null, issued ? today : null,
        signDueOn, deadline.dueOn, deadline.calendarVersion, deadline.dueKind, deadline.dueCount, deadline.dueFrom, source.kind, source.id, source.text,
      ]);
      const act = issued ? 'issue' : 'submit';
      await em.query(RECORD, [made.map(({ id }) => id), act, actor.userName, actor.role, actor.organisationName]);
      return answer(cases, input.taskCodes, tasks, new Set(open.map((c) => c.id)), made);
    });
  }
}

/** The tasks of every catalogue that the cases were admitted under; of the newest while there is no case. */
async function tasksFor(em: EntityManager, codes: string[], cases: CaseRef[]): Promise<TaskRef[]> {
  const [{ newest }]: [{ newest: number }] = await em.query(NEWEST);
  const versions = cases.length > 0 ? [...new Set(cases.map((c) => c.catalogue_version))] : [newest];
  return em.query(TASKS, [codes, versions]);
}

async function chosenCases(em: EntityManager, input: CreateAssignmentsIn): Promise<CaseRef[]> {
  if (input.pilotCaseIds) {
    const named = 'SELECT c.id, c.pilot_unit_id, c.region_id, c.state, b.catalogue_version FROM pilot_case c JOIN batch b ON b.id = c.batch_id WHERE c.id = ANY ($1) ORDER BY c.case_no';
    return em.query(named, [input.pilotCaseIds]);
  }
  const { region, batch, level, track }: CaseFilterIn = input.filter ?? {};
  return em.query(
    `SELECT c.id, c.pilot_unit_id, c.region_id, c.state, b.catalogue_version
     FROM pilot_case c JOIN pilot_unit u ON u.id = c.pilot_unit_id JOIN region r ON r.id = c.region_id JOIN batch b ON b.id = c.batch_id
     WHERE ($1::text[] IS NULL OR r.code = ANY ($1)) AND ($2::text[] IS NULL OR b.code = ANY ($2))
       AND ($3::text[] IS NULL OR c.level = ANY ($3)) AND ($4::text[] IS NULL OR u.sector_track = ANY ($4)) AND c.state = ANY ($5)
     ORDER BY c.case_no`,
    [region ?? null, batch ?? null, level ?? null, track ?? null, CARRIES_TASKS],
  );
}

function problemsOf(actor: Actor, input: CreateAssignmentsIn, tasks: TaskRef[], cases: CaseRef[]): FieldError[] {
  const errors: FieldError[] = [];
  if ((input.pilotCaseIds == null) === (input.filter == null)) errors.push({ pointer: '/pilotCaseIds', code: 'required' });
  input.taskCodes.forEach((code, i) => {
    const named = tasks.filter((t) => t.code === code);
    if (named.length === 0) errors.push({ pointer: `/taskCodes/${i}`, code: 'unknown_reference', params: { value: code } });
    else if (actor.reach === 'department' && named.some((t) => t.lead_department_id !== actor.scope)) {
      errors.push({ pointer: `/taskCodes/${i}`, code: 'not_your_task' });
    }
  });
  const known = new Set(cases.map((c) => c.id));
  input.pilotCaseIds?.forEach((id, i) => {
    if (!known.has(id)) errors.push({ pointer: `/pilotCaseIds/${i}`, code: 'unknown_reference', params: { value: id } });
  });
  if (cases.length * input.taskCodes.length > MOST_AT_ONCE) {
    errors.push({ pointer: '/pilotCaseIds', code: 'too_much_at_once', params: { max: MOST_AT_ONCE } });
  }
  return errors;
}

function answer(cases: CaseRef[], codes: string[], tasks: TaskRef[], open: Set<string>, made: { id: string; caseId: string; taskCode: string }[]): CreatedAssignments {
  const idOf = new Map(made.map((m) => [`${m.caseId} ${m.taskCode}`, m.id]));
  const known = new Set(tasks.map((t) => `${t.catalogue_version} ${t.code}`));
  const items = cases.flatMap((c) =>
    codes.map((taskCode): CreatedAssignment => {
      const assignmentId = idOf.get(`${c.id} ${taskCode}`) ?? null;
      const row = { pilotCaseId: c.id, taskCode, assignmentId };
      if (assignmentId) return { ...row, outcome: 'created', code: null };
      if (!open.has(c.id)) return { ...row, outcome: 'refused', code: 'case_not_open' };
      if (!known.has(`${c.catalogue_version} ${taskCode}`)) return { ...row, outcome: 'refused', code: 'not_in_catalogue' };
      return { ...row, outcome: 'skipped', code: 'already_assigned' };
    }),
  );
  const count = (outcome: string) => items.filter((item) => item.outcome === outcome).length;
  return { created: count('created'), skipped: count('skipped'), refused: count('refused'), items };
}
