import { readFileSync } from 'node:fs';
import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { CARRIES_TASKS, PILOT_CASE_MACHINE } from './pilot-case.rules.js';

let test: TestApp;
let world: World;
let office: Client;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  office = await Client.signIn(test, 'office.staff');
});
afterAll(() => test.close());

const idsOf = async (query: string) => {
  const { body } = await office.get(`/pilot-cases?${query}`);
  expect({ query, total: body.total }).toEqual({ query, total: body.items.length });
  return body.items.map((c: { id: string }) => c.id).sort();
};

it('lists cases by what they are, any of several', async () => {
  const { near, sibling, far } = world;
  const all = [near, sibling, far].map((p) => p.caseId).sort();
  const expected: Record<string, string[]> = {
    '': all, 'region=130200': [far.caseId], 'region=130200&region=130900': all, 'batch=B1': all, 'batch=B2': [], 'level=provincial': all, 'level=county': [],
    'track=traditional': all, 'state=implementing': all, 'state=draft&state=applied': [], 'department=SASAC': [near.caseId], 'department=HRSS': [], 'q=tianlian': [sibling.caseId], 'q=唐山&region=130900': [],
  };
  for (const [query, ids] of Object.entries(expected)) expect({ query, ids: await idsOf(query) }).toEqual({ query, ids });
});

it('pages through every case exactly once', async () => {
  const walked: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await office.get(`/pilot-cases?limit=1${cursor && `&cursor=${cursor}`}`);
    walked.push(...body.items.map((c: { caseNo: string }) => c.caseNo));
    cursor = body.nextCursor;
  }
  expect(walked).toEqual([...walked].sort());
  expect(new Set(walked).size).toBe(3);
});

it('shows a case with its unit, batch, sponsors and what the reader may do', async () => {
  const { body, headers } = await office.get(`/pilot-cases/${world.near.caseId}`);
  expect(body).toMatchObject({
    id: world.near.caseId, unit: { id: world.near.unitId, name: '沧州恒嘉泰智能装备有限公司' }, region: { code: '130900' }, batch: { code: 'B1' }, level: 'provincial', state: 'implementing', sponsors: [{ code: 'SASAC' }],
    taskCodes: ['C03', 'A03'], abilities: ['start_evaluation', 'progress.log', 'assignment.create'], steps: [], version: 1,
  });
  expect(headers['etag']).toBe('"1"');
  expect((await (await Client.signIn(test, 'leader')).get(`/pilot-cases/${world.near.caseId}`)).body.abilities).toEqual([]);
  for (const id of ['0197a0b0-0000-7000-8000-000000000000', 'x', '%00']) expect((await office.get(`/pilot-cases/${id}`)).status).toBe(404);
});

it('moves by a machine in which every state is reached and every act is somebody’s', () => {
  const { transitions, initial } = PILOT_CASE_MACHINE;
  const roles = readFileSync('libs/identity/roles.ts', 'utf8');
  const reached = new Set([initial]);
  for (let n = -1; n !== reached.size; ) {
    n = reached.size;
    for (const { from, to } of transitions) if (from.some((state) => reached.has(state))) reached.add(to);
  }
  expect([...new Set(transitions.flatMap(({ from, to }) => [...from, to]))].filter((state) => !reached.has(state))).toEqual([]);
  expect(transitions.filter(({ by }) => by.length === 0 || by.some((role) => !roles.includes(`${role}: {`)))).toEqual([]);
  expect(CARRIES_TASKS.filter((state) => !reached.has(state))).toEqual([]);
});
