import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Attachments } from '../files/index.js';
import { change, conflict, Db, forbidden, invalid, newId, sameVersion, seen, type Actor, type FieldError } from '../kernel/index.js';
import type { ApplicationIn, OpenCaseIn, UpdateCaseIn } from './application.dto.js';
import { idNumbers, type ApplicationForm } from './application.rules.js';
import { caseWithin } from './case-row.js';
import type { CaseDetail } from './case.dto.js';
import { PilotCase } from './pilot-case.entity.js';
import { caseAbilities } from './pilot-case.rules.js';
import { recordStep } from './record-step.js';

const OPEN = `INSERT INTO pilot_case (id, case_no, pilot_unit_id, region_id, level, batch_id, state, application)
  SELECT $1, 'SD-' || b.code || '-' || lpad(nextval('pilot_case_no')::text, 5, '0'), u.id, u.region_id, $4, b.id, 'draft',
         jsonb_strip_nulls(jsonb_build_object('employees', u.employees, 'industrialWorkers', u.industrial_workers))
  FROM pilot_unit u, batch b WHERE u.id = $2 AND b.id = $3 ON CONFLICT (pilot_unit_id, level, batch_id) DO NOTHING RETURNING id`;
const KNOWN = `SELECT EXISTS (SELECT FROM pilot_unit WHERE id = $1) AS unit, EXISTS (SELECT FROM batch WHERE id = $2) AS batch`;
const TAKEN = 'SELECT id FROM pilot_case WHERE pilot_unit_id = $1 AND batch_id = $2 AND level = $3 AND id <> $4';
const TASKS = 'SELECT t.code FROM task_category t JOIN batch b ON b.catalogue_version = t.catalogue_version WHERE t.code = ANY ($1) AND b.id = $2';
const OWN_FILES = 'SELECT id FROM attachment WHERE id = ANY ($1) AND pilot_case_id = $2';

/** Opens a case as a draft, and fills in its application for as long as it is one. */
@Injectable()
export class OpenCase {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Attachments) private readonly attachments: Attachments,
  ) {}

  /** @throws 422 with every bad field; 409 when the unit has a case at this level in this batch; 403 for another's unit */
  async open(actor: Actor, { pilotUnitId, batchId, level }: OpenCaseIn): Promise<CaseDetail> {
    const own = actor.reach === 'unit' ? actor.scope : null;
    if (own !== null && pilotUnitId !== undefined && pilotUnitId !== own) throw forbidden();
    const unitId = own ?? pilotUnitId;
    return this.db.as(actor, async (em) => {
      const [known]: { unit: boolean; batch: boolean }[] = await em.query(KNOWN, [unitId ?? null, batchId]);
      const errors: FieldError[] = [];
      if (!unitId) errors.push({ pointer: '/pilotUnitId', code: 'required' });
      else if (!known!.unit) errors.push({ pointer: '/pilotUnitId', code: 'unknown_reference', params: { value: unitId } });
      if (!known!.batch) errors.push({ pointer: '/batchId', code: 'unknown_reference', params: { value: batchId } });
      if (errors.length > 0) throw invalid(errors);
      const id = newId();
      const [made] = await em.query(OPEN, [id, unitId, batchId, level]);
      if (!made) throw conflict('case_exists');
      await recordStep(em, actor, { caseId: id, action: 'open', from: null, to: 'draft' });
      return caseWithin(em, actor, id);
    });
  }

  /** @throws 404, 412, 403, 409 once it is handed in, 422 with every bad field */
  async update(actor: Actor, id: string, version: number, input: UpdateCaseIn): Promise<CaseDetail> {
    return this.db.as(actor, async (em) => {
      const row = await seen(em, PilotCase, id);
      sameVersion(row, version);
      const abilities = caseAbilities(actor, { state: row.state, sponsorIds: [], confirmedBy: [] });
      if (!abilities.includes('edit')) throw row.state === 'draft' ? forbidden() : conflict('wrong_state', { extra: { allowed: abilities } });
      const { batchId = row.batchId, level = row.level } = input;
      const errors = await this.problems(em, actor, row, { ...input, batchId });
      if (errors.length > 0) throw invalid(errors);
      const [taken] = await em.query(TAKEN, [row.pilotUnitId, batchId, level, id]);
      if (taken) throw conflict('case_exists');
      const application = merged(row.application, input.application ?? {});
      await this.attach(em, actor, id, application.attachmentIds ?? []);
      if (Object.keys(input).length > 0) await change(em, PilotCase, row, { batchId, level, application: application as object });
      return caseWithin(em, actor, id);
    });
  }

  private async problems(em: EntityManager, actor: Actor, row: PilotCase, input: UpdateCaseIn): Promise<FieldError[]> {
    const form = input.application ?? {};
    const known: { code: string }[] = await em.query(TASKS, [form.taskCodes ?? [], input.batchId]);
    const tasks = new Set(known.map(({ code }) => code));
    const files = await this.usable(em, actor, row.id, form.attachmentIds ?? []);
    const [{ batch }] = await em.query(KNOWN, [row.pilotUnitId, input.batchId]);
    const unknown = (pointer: string, values: string[], has: Set<string>): FieldError[] =>
      values.flatMap((value, i) => (has.has(value) ? [] : [{ pointer: `${pointer}/${i}`, code: 'unknown_reference', params: { value } }]));
    return [
      ...(batch ? [] : [{ pointer: '/batchId', code: 'unknown_reference', params: { value: input.batchId } }]),
      ...unknown('/application/taskCodes', form.taskCodes ?? [], tasks),
      ...unknown('/application/attachmentIds', form.attachmentIds ?? [], files),
      ...idNumbers({ ...form, attachmentIds: null }, '/application'),
    ];
  }

  /** Files the form may name: those that hang on the case already, and own fresh uploads. */
  private async usable(em: EntityManager, actor: Actor, id: string, ids: string[]): Promise<Set<string>> {
    const hanging: { id: string }[] = await em.query(OWN_FILES, [ids, id]);
    return new Set([...hanging.map((file) => file.id), ...(await this.attachments.fresh(em, actor, ids))]);
  }

  // A file that the form no longer names stays with the case: an earlier version of the form had it.
  private async attach(em: EntityManager, actor: Actor, id: string, ids: string[]): Promise<void> {
    const fresh = [...(await this.attachments.fresh(em, actor, ids))];
    await this.attachments.attach(em, actor, fresh, { pilotCaseId: id }, '/application/attachmentIds');
  }
}

const merged = (form: ApplicationForm, input: ApplicationIn): ApplicationForm =>
  Object.fromEntries(Object.entries({ ...form, ...input }).filter(([, value]) => value !== null && value !== undefined));
