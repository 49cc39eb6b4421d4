import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { attachmentsOf, type AttachmentOut } from '../files/index.js';
import { change, conflict, Db, forbidden, invalid, notFound, sameVersion, seen, type Actor, type FieldError } from '../kernel/index.js';
import type { ApplicationOut, ApplicationUnit, ReturnedOut } from './application.dto.js';
import { applicationGaps, changedFields, idNumbers, type ApplicationForm } from './application.rules.js';
import { PilotCase } from './pilot-case.entity.js';
import { caseAbilities } from './pilot-case.rules.js';
import type { PlanOut, PlanSponsor, UpdatePlanIn } from './plan.dto.js';
import { planGaps, type Plan } from './plan.rules.js';
import { refusals } from './refusals.js';

const LATEST = (action: string) => `SELECT json_build_object('at', s.created_at, 'by', s.actor_name, 'role', s.actor_role,
    'organisation', s.actor_organisation, 'reason', s.reason, 'fieldReasons', s.field_reasons) FROM case_step s
  WHERE s.pilot_case_id = c.id AND s.action = '${action}' ORDER BY s.id DESC LIMIT 1`;

// What the unit had handed in when it was last sent back: what it changed since is told against that.
const APPLICATION = {
  name: 'cases.application',
  text: `SELECT c.id, c.version, c.state, c.application AS form, ${attachmentsOf('pilot_case_id', 'c.id')} AS files, (${LATEST('return')}) AS returned,
      json_build_object('id', u.id, 'name', u.name, 'uscc', u.uscc, 'employees', u.employees, 'industrialWorkers', u.industrial_workers) AS unit,
      (SELECT a.papers FROM case_step a WHERE a.pilot_case_id = c.id AND a.action = 'apply'
         AND a.id < (SELECT max(r.id::text)::uuid FROM case_step r WHERE r.pilot_case_id = c.id AND r.action = 'return')
       ORDER BY a.id DESC LIMIT 1) AS previous
    FROM pilot_case c JOIN pilot_unit u ON u.id = c.pilot_unit_id WHERE c.id = $1`,
};

const PLAN = `SELECT c.id, c.version, c.state, c.plan, c.plan_round AS round, (${LATEST('return_plan')}) AS returned,
    (SELECT coalesce(json_agg(json_build_object('department', json_build_object('id', o.id, 'code', o.code, 'name', o.short_name),
       'confirmedAt', p.created_at, 'opinion', p.opinion,
       'taskCodes', ARRAY(SELECT t.code FROM task_category t JOIN batch b ON b.id = c.batch_id
          WHERE t.catalogue_version = b.catalogue_version AND t.code IN (SELECT e ->> 'taskCode' FROM jsonb_array_elements(coalesce(c.plan -> 'tasks', '[]')) e)
            AND o.id = ANY (ARRAY[t.lead_department_id] || t.co_lead_department_ids || t.cooperating_department_ids) ORDER BY t.code)) ORDER BY o.protocol_order), '[]')
     FROM sponsorship s JOIN organisation o ON o.id = s.department_id
     -- while the unit writes again, what was confirmed was the plan before
     LEFT JOIN plan_confirmation p ON c.state <> 'designated' AND p.pilot_case_id = c.id AND p.round = c.plan_round AND p.department_id = s.department_id
     WHERE s.pilot_case_id = c.id AND s.ended_on IS NULL) AS sponsors
  FROM pilot_case c WHERE c.id = $1`;
const TASKS = 'SELECT t.code FROM task_category t JOIN batch b ON b.catalogue_version = t.catalogue_version WHERE t.code = ANY ($1) AND b.id = $2';

interface ApplicationRecord {
  id: string;
  version: number;
  state: string;
  form: ApplicationForm;
  files: AttachmentOut[];
  returned: ReturnedOut | null;
  unit: ApplicationUnit;
  previous: ApplicationForm | null;
}
interface PlanRecord {
  id: string;
  version: number;
  state: string;
  plan: Plan;
  round: number;
  returned: ReturnedOut | null;
  sponsors: PlanSponsor[];
}

/** The two papers of a case: the application and the plan, with what they lack and what was said of them. */
@Injectable()
export class CasePapers {
  constructor(@Inject(Db) private readonly db: Db) {}

  async application(actor: Actor, id: string): Promise<ApplicationOut> {
    const [row] = await this.db.read<ApplicationRecord>(actor, APPLICATION, [id]);
    if (!row) throw notFound();
    const named = row.form.attachmentIds ?? [];
    return {
      ...row,
      form: row.form as ApplicationOut['form'],
      previous: row.previous as ApplicationOut['previous'],
      // those of earlier versions stay with the case and are shown there
      files: row.files.filter((file) => named.includes(file.id)),
      missing: refusals(applicationGaps(row.form), actor.locale),
      changed: row.previous ? changedFields(row.previous, row.form) : [],
    };
  }

  async plan(actor: Actor, id: string): Promise<PlanOut> {
    const [row] = await this.db.read<PlanRecord>(actor, { name: 'cases.plan', text: PLAN }, [id]);
    return showPlan(actor, row);
  }

  /** @throws 404, 412, 403, 409 while it is not the unit's to write, 422 with every bad field */
  async writePlan(actor: Actor, id: string, version: number, input: UpdatePlanIn): Promise<PlanOut> {
    return this.db.as({ ...actor, action: 'case.plan' }, async (em) => {
      const row = await seen(em, PilotCase, id);
      sameVersion(row, version);
      const abilities = caseAbilities(actor, { state: row.state, sponsorIds: [], confirmedBy: [] });
      if (!abilities.includes('edit_plan')) throw row.state === 'designated' ? forbidden() : conflict('wrong_state', { extra: { allowed: abilities } });
      const errors = await problems(em, row.batchId, input);
      if (errors.length > 0) throw invalid(errors);
      const plan: Plan = { sections: { ...row.plan.sections, ...input.sections }, tasks: input.tasks ?? row.plan.tasks ?? [] };
      if (Object.keys(input).length > 0) await change(em, PilotCase, row, { plan: plan as object });
      const [written] = await em.query(PLAN, [id]);
      return showPlan(actor, written);
    });
  }
}

function showPlan(actor: Actor, row: PlanRecord | undefined): PlanOut {
  if (!row) throw notFound();
  const { plan, ...rest } = row;
  return { ...rest, sections: plan.sections ?? {}, tasks: plan.tasks ?? [], missing: refusals(planGaps(plan), actor.locale) };
}

async function problems(em: EntityManager, batchId: string, { tasks = [], sections }: UpdatePlanIn): Promise<FieldError[]> {
  const codes = tasks.map(({ taskCode }) => taskCode);
  const known: { code: string }[] = await em.query(TASKS, [codes, batchId]);
  return [
    ...codes.flatMap((value, i): FieldError[] => {
      if (!known.some(({ code }) => code === value)) return [{ pointer: `/tasks/${i}/taskCode`, code: 'unknown_reference', params: { value } }];
      return codes.indexOf(value) < i ? [{ pointer: `/tasks/${i}/taskCode`, code: 'repeated' }] : [];
    }),
    ...idNumbers(sections, '/sections'),
    ...idNumbers(tasks, '/tasks'),
  ];
}
