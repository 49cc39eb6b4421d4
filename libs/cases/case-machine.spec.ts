import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { ROLES } from '../identity/index.js';
import { decide, newId, systemActor } from '../kernel/index.js';
import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { Batch } from './batch.entity.js';
import { CASE_GUARDS } from './case-guards.rules.js';
import { PilotCase, Sponsorship } from './pilot-case.entity.js';
import { PILOT_CASE_MACHINE } from './pilot-case.rules.js';

/** workflows.json «PilotCase», written once more by hand: from → action → who. */
const TABLE: Record<string, Record<string, string[]>> = {
  draft: { apply: ['pilot_leader', 'city_staff'] },
  applied: { accept: ['city_staff'], return: ['city_reviewer', 'office_staff'] },
  city_review: { recommend: ['city_reviewer'], return: ['city_reviewer', 'office_staff'] },
  province_review: { return: ['city_reviewer', 'office_staff'], shortlist: ['office_director'], designate: ['office_director'], reject: ['office_director'] },
  publicity: { designate: ['office_director'], reject: ['office_director'] },
  designated: { submit_plan: ['pilot_leader'] },
  plan_review: { approve_plan: ['office_staff', 'dept_leader'], return_plan: ['office_staff', 'dept_leader'] },
  implementing: { start_evaluation: ['office_staff'], suspend: ['office_director'], withdraw: ['office_director'] },
  evaluating: { pass: ['office_director'], improve: ['office_director'] },
  passed: { name_model: ['office_director'], withdraw: ['office_director'] },
  model: { suspend: ['office_director'], withdraw: ['office_director'] },
  suspended: { resume: ['office_director'], withdraw: ['office_director'] },
  withdrawn: {},
  rejected: {},
};
const STATES = Object.keys(TABLE);
const ACTIONS = [...new Set(Object.values(TABLE).flatMap((row) => Object.keys(row)))];
const PEOPLE: Record<string, string> = {
  'office.director': 'office_director', 'office.staff': 'office_staff', leader: 'leader_view', 'city.staff': 'city_staff', 'city.reviewer': 'city_reviewer',
  'othercity.staff': 'city_staff', 'hrss.leader': 'dept_leader', 'org.leader': 'dept_leader', 'hrss.liaison': 'dept_liaison', 'unit.near.leader': 'pilot_leader',
  'unit.near.liaison': 'pilot_liaison', 'inspector.lead': 'inspector_lead', 'sys.admin': 'sys_admin',
};
/** HRSS sponsors every case of the test; ORG sees none of them. */
const BLIND = ['othercity.staff', 'org.leader'];

it('is the table of workflows.json: every state × action × role', () => {
  const wrong: unknown[] = [];
  for (const state of STATES) {
    for (const action of ACTIONS) {
      for (const role of Object.keys(ROLES)) {
        const who = TABLE[state]![action];
        const expected = who === undefined ? 'wrong_state' : who.includes(role) ? 'allowed' : 'wrong_role';
        const decision = decide(PILOT_CASE_MACHINE, state, role, action);
        const got = decision.allowed ? 'allowed' : decision.because;
        if (got !== expected) wrong.push({ state, action, role, got, expected });
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(Object.keys(CASE_GUARDS).filter((action) => !ACTIONS.includes(action))).toEqual([]);
});

it('leaves the table by no sequence of acts', () => {
  const step = fc.record({ action: fc.constantFrom(...ACTIONS), role: fc.constantFrom(...Object.keys(ROLES)) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (acts) => {
      let state = PILOT_CASE_MACHINE.initial;
      for (const { action, role } of acts) {
        const decision = decide(PILOT_CASE_MACHINE, state, role, action);
        if (decision.allowed !== (TABLE[state]![action]?.includes(role) ?? false)) return false;
        if (decision.allowed) state = decision.transition.to;
        if (!STATES.includes(state)) return false;
      }
      return true;
    }),
    { numRuns: 500, seed: 20260610 },
  );
});

describe('over HTTP', () => {
  let test: TestApp;
  let world: World;
  const cases = new Map<string, string>();
  beforeAll(async () => {
    test = await startTestApp();
    world = await buildWorld(test);
    await test.db.as(systemActor('test.machine'), async (em) => {
      const [hrss] = await em.query(`SELECT id FROM organisation WHERE code = 'HRSS'`);
      for (const [i, state] of STATES.entries()) {
        const [id, batchId] = [newId(), newId()];
        await em.insert(Batch, { id: batchId, code: `M${i}`, name: `批次${i}`, nameEn: `Batch ${i}`, sequence: 100 + i });
        const { unitId: pilotUnitId, regionId } = world.near;
        await em.insert(PilotCase, { id, caseNo: `SD-M-${i}`, pilotUnitId, regionId, level: 'county', batchId, state });
        await em.insert(Sponsorship, { id: newId(), pilotCaseId: id, departmentId: hrss.id });
        cases.set(state, id);
      }
    });
  });
  afterAll(() => test.close());

  it('answers every state × action × person with what it is: 409 and what is allowed, 403, 404, or what is missing', async () => {
    const wrong: unknown[] = [];
    const nothing = [randomUUID()]; // a file that is not there: what is allowed is refused at the last moment and changes nothing
    for (const [name, role] of Object.entries(PEOPLE)) {
      const client = await Client.signIn(test, name);
      const may = ROLES[role]!.permissions.includes('case.act');
      for (const state of STATES) {
        for (const action of ACTIONS) {
          const who = TABLE[state]![action];
          const { status, body } = await client.transition(`/pilot-cases/${cases.get(state)!}`, 1, { action, attachmentIds: nothing });
          const expected = !may ? 403 : BLIND.includes(name) ? 404 : who === undefined ? 409 : who.includes(role) ? 422 : 403;
          if (status !== expected) wrong.push({ name, state, action, status, expected, body });
          if (status !== 409) continue;
          const allowed = Object.entries(TABLE[state]!).filter(([, roles]) => roles.includes(role)).map(([one]) => one);
          if (JSON.stringify([...body.allowed].sort()) !== JSON.stringify(allowed.sort())) wrong.push({ name, state, action, allowed: body.allowed });
        }
      }
    }
    expect(wrong.slice(0, 10)).toEqual([]);
  }, 60_000);

  it('shows as abilities exactly the actions that would not be refused for who asks', async () => {
    for (const [name, role] of Object.entries(PEOPLE).filter(([who]) => !BLIND.includes(who))) {
      const client = await Client.signIn(test, name);
      for (const state of STATES) {
        const { status, body } = await client.get(`/pilot-cases/${cases.get(state)!}`);
        if (status !== 200) continue;
        const expected = ROLES[role]!.permissions.includes('case.act') ? Object.entries(TABLE[state]!).filter(([, roles]) => roles.includes(role)).map(([one]) => one) : [];
        expect({ name, state, acts: body.abilities.filter((a: string) => ACTIONS.includes(a)).sort() }).toEqual({ name, state, acts: expected.sort() });
      }
    }
  });

  it('is guarded by the database too: no state is left but along the table, and not by who has no hand in it', async () => {
    const set = (actor: ReturnType<typeof systemActor>, id: string, state: string) =>
      test.db.as(actor, (em) => em.query('UPDATE pilot_case SET state = $2 WHERE id = $1 RETURNING id', [id, state])).then(
        ([rows]) => (rows.length === 1 ? 'done' : 'unseen'),
        (error: { code: string }) => error.code,
      );
    const system = systemActor('test.machine');
    for (const from of STATES) {
      const reachable = new Set(PILOT_CASE_MACHINE.transitions.filter((t) => t.from.includes(from)).map(({ to }) => to));
      for (const to of STATES.filter((state) => state !== from && !reachable.has(state))) {
        expect({ from, to, got: await set(system, cases.get(from)!, to) }).toEqual({ from, to, got: '23514' });
      }
    }
    const unit = { ...system, reach: 'unit' as const, scope: world.near.unitId };
    const tried = { designated: await set(unit, cases.get('province_review')!, 'designated'), draft: await set(unit, cases.get('applied')!, 'draft'), implementing: await set(unit, cases.get('plan_review')!, 'implementing') };
    expect(tried).toEqual({ designated: '42501', draft: '42501', implementing: '42501' });
    expect(await set(unit, world.far.caseId, 'applied')).toBe('unseen');
    const insert = `INSERT INTO pilot_case (id, case_no, pilot_unit_id, region_id, level, batch_id, state) SELECT $1, 'SD-X', $2, $3, 'county', id, $4 FROM batch WHERE code = 'B3'`;
    const add = (state: string, of = world.near) => test.db.as(unit, (em) => em.query(insert, [newId(), of.unitId, of.regionId, state])).then(() => 'done', (error: { code: string }) => error.code);
    expect([await add('designated'), await add('draft', world.far), await add('draft')]).toEqual(['42501', '42501', 'done']);
  });
});
