import { readFileSync } from 'node:fs';
import { ANYONE, OWN_ACCOUNT } from '../../libs/kernel/index.js';
import { addDays } from '../../libs/kernel/index.js';
import { TODAY } from '../app.js';
import type { Answer } from '../client.js';
import { openScene, type Person, type Scene } from './scene.js';
import { everything, inSight, TABLES, type Everything, type Onlooker, type Row, type Table } from './sight.js';
import { MATRIX, type Rule } from './visibility-matrix.js';

/** By which of its columns a row would be recognised in an answer, beside its id. */
const TELLTALE: Partial<Record<Table, string[]>> = {
  pilot_unit: ['name', 'uscc'], pilot_case: ['case_no'], case_objection: ['content'], case_step: ['reason'], assignment: ['no', 'requirement'], assignment_step: ['reason'], assignment_feedback: ['conclusion'], assignment_confirmation: ['opinion'], extension_request: ['reason'], comment: ['body'], assignment_milestone: ['title'], supervision_notice: ['problem'], supervision_step: [], progress_update: ['done'],
  evaluation: [], evaluation_mark: ['reason'], evaluation_result: [], progress_report: ['features'], report_entry: ['done'], indicator_value: ['explanation'], report_step: ['reason'], report_remark: ['text'], report_revision: [], period_roll: [], visit: [], visit_result: ['conclusion'], finding: ['no', 'facts'], attachment: ['name'], ledger_import: [], inspection: ['name'],
};
/** Administrators keep accounts, and a unit is somebody's organisation; the audit trail names rows and not what is in them. */
const ACCOUNTS_NAME_UNITS = ['get /organisations', 'get /organisations/{id}', 'get /users', 'get /users/{id}', 'get /positions', 'get /positions/{id}', 'get /sessions', 'get /audit-entries'];

const permissionOf = Object.fromEntries(
  Object.entries((JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as { paths: Record<string, Record<string, { 'x-permission': string }>> }).paths).flatMap(
    ([path, operations]) => Object.entries(operations).map(([method, o]) => [`${method} ${path.replace('/api/v1', '')}`, o['x-permission']]),
  ),
);

let scene: Scene;
let rows: Everything;
let today = TODAY;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.test.close());

const looking = () => everything(scene.test.ownerUrl).then((all) => void (rows = all));
const may = (person: Person, route: string) => [ANYONE, OWN_ACCOUNT, 'public'].includes(permissionOf[route]!) || person.permissions.has(permissionOf[route]!);
/** A role that never may is refused whatever the row is, so a few of them tell. */
const someOf = (person: Person, route: string, all: Row[]) => (may(person, route) ? all : all.slice(0, 3));
const routesWith = (kind: string) => Object.entries(MATRIX).filter(([, rule]) => kind in rule) as [string, Rule & Record<string, Table> & { kind?: string }][];
const ids = (list: { id: string }[]) => list.map(({ id }) => String(id)).sort();
/** One table holds the imports of every ledger; each route knows its own only. */
const ofKind = (kind: string | undefined) => (row: Row) => kind === undefined || row['kind'] === kind;
const pathOf = (route: string) => route.split(' ')[1]!;

const told = (wrong: unknown) => (typeof wrong === 'string' ? wrong : JSON.stringify(wrong));
const nothing = (wrong: unknown[]) => expect([...new Set(wrong.map(told))].slice(0, 30)).toEqual([]);

/** Nothing in an answer may name a row that is out of the reader's sight. */
function leaks(route: string, person: Person, me: Onlooker, body: unknown): string[] {
  const { instance: _, ...shown } = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : { body, instance: '' };
  const text = JSON.stringify(shown);
  const found: string[] = [];
  for (const table of TABLES) {
    const columns = TELLTALE[table];
    if (!columns) continue;
    const seen = new Set(inSight(table, me, rows).map(({ id }) => id));
    for (const row of rows[table]) {
      if (seen.has(row.id)) continue;
      const admin = me.reach === 'admin' && ACCOUNTS_NAME_UNITS.includes(route);
      if (admin && table === 'pilot_unit') continue;
      // the province's own trail tells of every business row, also of a file that hangs on nothing yet
      if (me.reach === 'province' && route === 'get /audit-entries') continue;
      const marks = columns.map((column) => row[column] as string | null).filter((mark) => mark !== null && mark !== '');
      if (!admin) marks.push(row.id);
      for (const mark of marks) if (text.includes(mark!)) found.push(`${person.role} ${route}: ${table} ${mark}`);
    }
  }
  return found;
}

async function ask(name: string, route: string, path = pathOf(route)): Promise<Answer & { leaked: string[] }> {
  const person = scene.people.get(name)!;
  const answer = await person.client.get(path);
  return { ...answer, leaked: leaks(route, person, person.onlooker(today), answer.body) };
}

const stages: [name: string, prepare: () => Promise<unknown>][] = [
  ['while most findings are not fed back', async () => undefined],
  ['once every finding is fed back', () => scene.feedBackTheRest()],
  ['eleven days later, when the visits’ windows are over', async () => void scene.test.clock.moveTo((today = addDays(TODAY, 11)))],
];

it('has a row in the matrix for every route of the API', () => {
  expect(Object.keys(MATRIX).sort()).toEqual(Object.keys(permissionOf).sort());
});

describe.each(stages)('%s', (_, prepare) => {
  beforeAll(async () => {
    await prepare();
    await looking();
  });

  it('makes every role see something that another does not', () => {
    const sights = [...scene.people.values()].map((person) => JSON.stringify(TABLES.map((table) => ids(inSight(table, person.onlooker(today), rows)))));
    expect(new Set(sights).size).toBeGreaterThan(14);
  });

  it('lists exactly the rows in sight, counts them, and names no other', async () => {
    const wrong: unknown[] = [];
    for (const [name, person] of scene.people) {
      for (const [route, { list, kind, ownUnless }] of routesWith('list')) {
        // what administrators were refused meanwhile is in the trail by now
        if (list === 'audit_entry') await looking();
        const shown = (row: Row) => !ownUnless || person.permissions.has(ownUnless) || row['user_id'] === person.actor.userId;
        const answer = await ask(name, route, `${pathOf(route)}?limit=200`);
        const expected = may(person, route) ? ids(inSight(list, person.onlooker(today), rows).filter(shown).filter(ofKind(kind))) : 403;
        const got = answer.status === 200 ? ids(answer.body.items) : answer.status;
        const complete = Array.isArray(expected) && expected.length > 200;
        if (!complete && JSON.stringify(got) !== JSON.stringify(expected)) wrong.push({ name, route, got, expected });
        if (Array.isArray(expected) && answer.body.total !== expected.length) wrong.push({ name, route, total: answer.body.total, expected: expected.length });
        wrong.push(...answer.leaked);
      }
    }
    nothing(wrong);
  }, 90_000);

  it('finds and filters within what is in sight', async () => {
    const wrong: unknown[] = [];
    const of = (column: string, value: string) => (row: Row) => row[column] === value;
    for (const [name, person] of scene.people) {
      for (const unit of rows.pilot_unit) {
        const q = encodeURIComponent(unit['name']);
        const region = { [scene.world.near.regionId]: '130900', [scene.world.far.regionId]: '130200' }[unit['region_id'] as string]!;
        const probes: [route: string, query: string, table: Table, keep: (row: Row) => boolean][] = [
          ['get /pilot-units', `q=${q}`, 'pilot_unit', of('id', unit.id)],
          ['get /pilot-units', `q=${unit['uscc']}`, 'pilot_unit', of('id', unit.id)],
          ['get /pilot-units', `region=${region}`, 'pilot_unit', of('region_id', unit['region_id'])],
          ['get /pilot-cases', `q=${q}`, 'pilot_case', of('pilot_unit_id', unit.id)],
          ['get /assignments', `q=${q}`, 'assignment', of('pilot_unit_id', unit.id)],
          ['get /assignments', `pilotUnit=${unit.id}`, 'assignment', of('pilot_unit_id', unit.id)],
          ['get /assignments', `region=${region}`, 'assignment', of('region_id', unit['region_id'])],
          ['get /progress-reports', `region=${region}`, 'progress_report', of('region_id', unit['region_id'])],
          ['get /visits', `region=${region}`, 'visit', of('region_id', unit['region_id'])],
          ['get /findings', `pilotUnit=${unit.id}`, 'finding', of('pilot_unit_id', unit.id)],
        ];
        for (const [route, query, table, keep] of probes.filter(([route]) => may(person, route))) {
          const { status, body, leaked } = await ask(name, route, `${pathOf(route)}?${query}&limit=200`);
          const expected = ids(inSight(table, person.onlooker(today), rows).filter(keep));
          if (status !== 200 || body.total !== expected.length || JSON.stringify(ids(body.items)) !== JSON.stringify(expected)) {
            wrong.push({ name, route, query, status, got: body.total, expected: expected.length });
          }
          wrong.push(...leaked);
        }
      }
    }
    nothing(wrong);
  }, 90_000);

  it('shows a row in sight, says 404 of any other, and 403 to a role that reads none', async () => {
    const wrong: unknown[] = [];
    for (const [name, person] of scene.people) {
      for (const [route, { row: table, kind }] of routesWith('row')) {
        const seen = new Set(ids(inSight(table, person.onlooker(today), rows).filter(ofKind(kind))));
        for (const { id } of someOf(person, route, rows[table])) {
          const { status, leaked } = await ask(name, route, pathOf(route).replace('{id}', id));
          const expected = !may(person, route) ? 403 : seen.has(id) ? 200 : 404;
          if (status !== expected) wrong.push({ name, route, id, status, expected });
          wrong.push(...leaked);
        }
      }
    }
    nothing(wrong);
  }, 90_000);

  it('counts on a campaign and on a visit what the reader sees of it', async () => {
    for (const [name, person] of scene.people) {
      if (!person.permissions.has('visit.read')) continue;
      const me = person.onlooker(today);
      const [visits, findings] = [inSight('visit', me, rows), inSight('finding', me, rows)];
      for (const { id, visits: n, filed } of (await person.client.get('/inspections')).body.items) {
        const of = visits.filter((v) => v['inspection_id'] === id);
        expect({ name, n, filed }).toEqual({ name, n: of.length, filed: of.filter((v) => v['state'] !== 'planned').length });
      }
      for (const visit of (await person.client.get('/visits')).body.items) {
        const detail = (await person.client.get(`/visits/${visit.id}`)).body;
        const expected = ids(findings.filter((f) => f['visit_id'] === visit.id));
        expect({ name, n: visit.findings, ids: ids(detail.findings) }).toEqual({ name, n: expected.length, ids: expected });
        const result = inSight('visit_result', me, rows).find((r) => r['visit_id'] === visit.id);
        expect({ name, conclusion: detail.conclusion, score: visit.score }).toEqual({ name, conclusion: result?.['conclusion'] ?? null, score: result ? Number(result['score']) : null });
      }
    }
  }, 90_000);
});

it('lets nobody touch what is out of sight: 404, and 403 for a role that may never', async () => {
  const wrong: unknown[] = [];
  for (const [name, person] of scene.people) {
    for (const [route, { act: table, body }] of routesWith('act')) {
      const method = route.split(' ')[0]!.toUpperCase() as 'POST' | 'PATCH';
      const seen = new Set(ids(inSight(table, person.onlooker(today), rows)));
      for (const { id, version } of someOf(person, route, rows[table])) {
        if (may(person, route) && seen.has(id)) continue;
        const headers = { 'content-type': 'application/json', 'if-match': `"${version ?? 1}"` };
        const { status } = await person.client.raw(method, pathOf(route).replace('{id}', id), Buffer.from(JSON.stringify(body ?? {})), headers);
        // who looks only, and the administrators, write no business row at all; of ledgers the system administrator has its own, and of what leaves the house that to programs
        // everybody's inbox is one's own
        const inbox = table === 'notification';
        const never = !may(person, route) || (person.actor.readOnly && !inbox) || (person.actor.reach === 'admin' && !['ledger_import', 'delivery'].includes(table) && !inbox);
        if (status !== (never ? 403 : 404)) wrong.push({ name, route, id, status });
      }
    }
  }
  nothing(wrong);
  const before = rows;
  await looking();
  for (const table of ['pilot_unit', 'assignment', 'visit', 'progress_update', 'ledger_import'] as const) expect(rows[table]).toEqual(before[table]);
}, 90_000);

it('names no row of another’s in what it refuses to create', async () => {
  const { near } = scene.world;
  const far = scene.people.get('hrss.liaison')!;
  const given = await far.client.post('/assignments', { pilotCaseIds: [scene.bare.caseId, near.caseId], taskCodes: ['C03'], dueOn: '2026-07-20' });
  expect(given).toMatchObject({ status: 422, body: { errors: [{ pointer: '/pilotCaseIds/0', code: 'unknown_reference' }] } });
  const elsewhere = await scene.people.get('othercity.staff')!.client.post('/pilot-units', { name: '沧州某公司', uscc: '91350100M000100Y43', regionCode: '130900', unitKind: 'enterprise' });
  expect(elsewhere.status).toBe(403);
  const taken = await scene.people.get('othercity.staff')!.client.post('/pilot-units', { name: '唐山某公司', uscc: '91130900YL0001007M', usccReason: '核实', regionCode: '130200', unitKind: 'enterprise' });
  expect(taken.status).toBe(409);
  expect(JSON.stringify(taken.body)).not.toMatch(/沧州|恒嘉泰/);
});
