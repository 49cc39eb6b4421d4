import chineseDays from 'chinese-days';
import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, makeAssignment, type World } from '../../test/world.js';
import { randomly } from '../../test/promises/chance.js';
import { addDays, systemActor } from '../kernel/index.js';

let test: TestApp;
let world: World;
let office: Client;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  office = await Client.signIn(test, 'office.staff');
});
afterAll(() => test.close());

/** Working days after `from` up to and with `to`: counted one by one, from the notice and not from the table. */
function workingDays(from: string, to: string): number {
  let n = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (chineseDays.isWorkday(day)) n += 1;
  return n;
}

interface Facts {
  state: string;
  issuedOn: string;
  dueOn: string;
  progress: number;
  returnCount: number;
}

/** domain.md «Lights», day by day. */
function light(a: Facts, today: string): string {
  if (a.state === 'suspended') return 'grey';
  if (a.state === 'completed') return 'done';
  const [whole, passed] = [workingDays(a.issuedOn, a.dueOn), workingDays(a.issuedOn, today < a.dueOn ? today : a.dueOn)];
  const behind = whole === 0 ? 0 : (100 * passed) / whole - a.progress;
  if (today > a.dueOn || behind > 30 + 1e-9) return 'red';
  const near = today >= a.issuedOn && workingDays(today, a.dueOn) <= 5;
  if (near || behind >= 10 - 1e-9 || a.returnCount > 0) return 'yellow';
  return 'green';
}

const working = (chance: ReturnType<typeof randomly>, from: string, within: number): string => {
  let day = addDays(from, chance.below(within));
  while (!chineseDays.isWorkday(day)) day = addDays(day, 1);
  return day;
};

it('shows on every day, the boundary days too, the light that the rule gives', async () => {
  const chance = randomly(5);
  const facts = new Map<string, Facts>();
  await test.db.as(systemActor('test'), async (em) => {
    const codes: { code: string }[] = await em.query(`SELECT code FROM task_category WHERE code NOT IN ('C03', 'A03') ORDER BY code LIMIT 40`);
    for (const { code } of codes) {
      const issuedOn = working(chance, '2026-04-01', 60);
      const dueOn = working(chance, addDays(issuedOn, 12), 90);
      const a = { issuedOn, dueOn, state: chance.of(['issued', 'in_progress', 'returned', 'in_progress', 'suspended', 'completed']), progress: chance.of([0, 0, 10, 25, 50, 70, 90, 100]), returnCount: chance.of([0, 0, 0, 1]) };
      facts.set(await makeAssignment(em, world.near, code, a), a);
    }
  });
  const days = new Set<string>();
  for (const { issuedOn, dueOn } of facts.values()) {
    for (const day of [issuedOn, addDays(dueOn, -8), addDays(dueOn, -7), addDays(dueOn, -1), dueOn, addDays(dueOn, 1)]) if (day >= '2026-05-31') days.add(day);
  }
  const met: Record<string, number> = {};
  for (const today of [...days].sort()) {
    test.clock.moveTo(today);
    const { items } = (await office.get(`/assignments?pilotUnit=${world.near.unitId}&limit=200`)).body;
    for (const row of items) {
      const a = facts.get(row.id);
      if (!a || today < a.issuedOn) continue;
      const expected = light(a, today);
      met[expected] = (met[expected] ?? 0) + 1;
      expect({ today, ...a, light: row.light }).toEqual({ today, ...a, light: expected });
      const overdue = ['issued', 'in_progress', 'returned'].includes(a.state) && today > a.dueOn;
      expect({ today, ...a, flags: row.flags }).toEqual({ today, ...a, flags: overdue ? ['feedback_overdue'] : [] });
      const planned = today >= a.dueOn ? 100 : Math.round((100 * workingDays(a.issuedOn, today)) / workingDays(a.issuedOn, a.dueOn));
      expect({ today, ...a, planned: row.plannedProgress }).toEqual({ today, ...a, planned });
    }
    const lit = items.filter((row: { light: string }) => row.light === 'yellow').length;
    expect((await office.get(`/assignments?pilotUnit=${world.near.unitId}&light=yellow`)).body.total).toBe(lit);
  }
  expect(Object.keys(met).sort()).toEqual(['done', 'green', 'grey', 'red', 'yellow']);
  for (const n of Object.values(met)) expect(n).toBeGreaterThan(50);
});

it('flags an assignment that was not signed in time, from the day after', async () => {
  const id = await test.db.as(systemActor('test'), (em) => makeAssignment(em, world.far, 'C08', { state: 'issued', issuedOn: TODAY, signDueOn: '2026-06-12' }));
  const flagsOn = async (day: string) => {
    test.clock.moveTo(day);
    return (await office.get(`/assignments/${id}`)).body.flags;
  };
  expect([await flagsOn('2026-06-12'), await flagsOn('2026-06-13')]).toEqual([[], ['sign_overdue']]);
  expect(await flagsOn('2026-07-21')).toEqual(['sign_overdue', 'feedback_overdue']);
});

it('stands still, once answered, where it stood on the day of the answer', async () => {
  const answered = (feedbackOn: string, task: string) =>
    test.db.as(systemActor('test'), (em) => makeAssignment(em, world.far, task, { state: 'feedback_submitted', issuedOn: TODAY, dueOn: '2026-07-20', progress: 95, feedbackOn }));
  const [early, late] = [await answered('2026-06-20', 'B01'), await answered('2026-07-21', 'B02')];
  for (const day of ['2026-07-22', '2026-12-01']) {
    test.clock.moveTo(day);
    expect((await office.get(`/assignments/${early}`)).body).toMatchObject({ light: 'green', flags: [] });
    expect((await office.get(`/assignments/${late}`)).body).toMatchObject({ light: 'red', flags: [] });
  }
});

it('follows the milestones where there are some, on every day, by an independent line through them', async () => {
  const chance = randomly(11);
  const plans = new Map<string, { facts: Facts; milestones: [string, number][] }>();
  await test.db.as(systemActor('test'), async (em) => {
    const codes: { code: string }[] = await em.query(`SELECT code FROM task_category WHERE code NOT IN ('C03', 'A03') ORDER BY code LIMIT 24`);
    for (const { code } of codes) {
      const issuedOn = working(chance, '2026-05-06', 20);
      const dueOn = working(chance, addDays(issuedOn, 40), 60);
      const facts = { issuedOn, dueOn, state: 'in_progress', progress: chance.of([0, 10, 20, 35, 50, 60, 80]), returnCount: 0 };
      const days = [...new Set([working(chance, addDays(issuedOn, 3), 15), working(chance, addDays(issuedOn, 20), 10)])].sort().filter((day) => day < dueOn);
      const percents = [chance.between(1, 45), chance.between(46, 99)];
      const milestones = days.map((day, i): [string, number] => [day, percents[i]!]);
      const id = await makeAssignment(em, world.sibling, code, facts);
      for (const [day, percent] of milestones) await em.query(`INSERT INTO assignment_milestone (id, assignment_id, title, due_on, planned_progress) VALUES (uuid_v7(), $1, '节点', $2, $3)`, [id, day, percent]);
      plans.set(id, { facts, milestones });
    }
  });
  const line = ({ facts, milestones }: { facts: Facts; milestones: [string, number][] }, today: string): number => {
    const at = (day: string) => workingDays(facts.issuedOn, day);
    if (today >= facts.dueOn) return 100;
    let [from, percent] = [0, 0];
    for (const [day, planned] of [...milestones, [facts.dueOn, 100] as [string, number]]) {
      if (at(today) < at(day)) return percent + ((planned - percent) * (at(today) - from)) / (at(day) - from);
      [from, percent] = [at(day), planned];
    }
    return 100;
  };
  const met = new Set<string>();
  for (let n = 0; n < 75; n += 3) {
    const today = addDays('2026-06-01', n);
    test.clock.moveTo(today);
    for (const row of (await office.get(`/assignments?pilotUnit=${world.sibling.unitId}&limit=200`)).body.items) {
      const plan = plans.get(row.id);
      if (!plan) continue;
      const { facts } = plan;
      const planned = line(plan, today);
      const behind = planned - facts.progress;
      const light = today > facts.dueOn || behind > 30 + 1e-9 ? 'red' : behind >= 10 - 1e-9 || workingDays(today, facts.dueOn) <= 5 ? 'yellow' : 'green';
      met.add(light);
      expect({ today, ...plan, light: row.light, planned: row.plannedProgress }).toEqual({ today, ...plan, light, planned: Math.round(planned + 1e-9) });
    }
  }
  expect([...met].sort()).toEqual(['green', 'red', 'yellow']);
});
