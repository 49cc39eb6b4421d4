import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { PNG } from '../../test/promises/scene.js';
import { systemActor } from '../kernel/index.js';
import { fillReport } from './testing.js';

let test: TestApp;
let world: World;
const clients = new Map<string, Client>();
let id: string;
let path: string;
const as = (name: string) => clients.get(name)!;
const put = (state: string) => test.db.as(systemActor('test'), (em) => em.query('UPDATE progress_report SET state = $2 WHERE id = $1', [id, state]));
const page = async (name: string) => (await as(name).get(path)).body;
const remark = (name: string, body: object, at = path) => as(name).post(`${at}/remarks`, body);
const act = async (name: string, body: object) => as(name).transition(path, (await page('office.staff')).version, body);
const told = async (name: string, kind: string) => (await as(name).get('/notifications?limit=50')).body.items.filter((n: { kind: string }) => n.kind === kind).length;
const cell = () => `entries/${world.near.assignmentId}/done`;

beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  for (const name of ['office.director', 'office.staff', 'leader', 'city.staff', 'city.reviewer', 'othercity.staff', 'hrss.liaison', 'hrss.leader', 'sasac.liaison', 'unit.near.liaison', 'unit.near.leader', 'unit.sibling.liaison']) clients.set(name, await Client.signIn(test, name));
  id = world.near.reportId;
  path = `/progress-reports/${id}`;
  await put('withdrawn');
  await put('draft');
  await fillReport(as('unit.near.liaison'), id);
});
afterAll(() => test.close());

it('takes files until it is handed in, from whoever writes it', async () => {
  const upload = async (name: string) => (await as(name).upload('名册.png', PNG)).body.id as string;
  const attach = (name: string, attachmentIds: string[]) => as(name).post(`${path}/files`, { attachmentIds });
  const file = await upload('unit.near.liaison');
  expect((await attach('unit.near.liaison', [file])).body).toMatchObject({ files: [{ id: file, name: '名册.png' }] });
  expect(await attach('unit.near.liaison', [file])).toMatchObject({ status: 422, body: { errors: [{ pointer: '/attachmentIds/0', code: 'unknown_reference' }] } });
  expect((await attach('unit.near.leader', [await upload('unit.near.leader')])).status).toBe(403);
  expect((await attach('unit.sibling.liaison', [await upload('unit.sibling.liaison')])).status).toBe(404);
  expect([(await as('city.reviewer').download(`/attachments/${file}/content`)).status, (await as('unit.sibling.liaison').download(`/attachments/${file}/content`)).status]).toEqual([200, 404]);
  await act('unit.near.liaison', { action: 'review' });
  expect(await attach('unit.near.liaison', [await upload('unit.near.liaison')])).toMatchObject({ status: 409, body: { code: 'report_locked' } });
});

it('shows a sponsoring department nothing of a draft, and all of it once it is handed in', async () => {
  expect(await page('sasac.liaison')).toMatchObject({ state: 'internal_review', entries: [], indicators: [], sections: { features: '' }, abilities: ['remark'] });
  expect((await remark('sasac.liaison', { cell: 'sections/features', kind: 'comment', text: '先看看' })).body).toMatchObject({ status: 409, code: 'report_not_handed_in' });
  await act('unit.near.leader', { action: 'submit' });
  const shown = await page('sasac.liaison');
  expect(shown.entries).toHaveLength(2);
  expect(shown.sections.features).toBe('无');
});

it('is asked about by a department that leads the task, though it does not see the report; the unit answers', async () => {
  expect((await as('hrss.liaison').get(path)).status).toBe(404);
  const asked = await remark('hrss.liaison', { cell: cell(), kind: 'request', text: '请附培训名册' });
  expect(asked).toMatchObject({ status: 201, body: { kind: 'request', submission: 2, answer: null, version: 1, author: { role: 'dept_liaison' } } });
  for (const [name, at, status] of [['hrss.liaison', 'sections/features', 404], ['hrss.liaison', `entries/${world.near.issuedId}/done`, 404], ['unit.near.liaison', cell(), 403], ['leader', cell(), 403], ['othercity.staff', cell(), 404]] as const) {
    expect([name, at, (await remark(name, { cell: at, kind: 'request', text: '请补充' })).status]).toEqual([name, at, status]);
  }
  expect((await remark('city.reviewer', { cell: 'entries/nowhere/done', kind: 'comment', text: '不清楚' })).body).toMatchObject({ status: 422, errors: [{ pointer: '/cell', code: 'unknown_cell' }] });
  expect((await remark('city.reviewer', { cell: 'sections/features', kind: 'comment', text: '写得好' })).status).toBe(201);
  expect(await told('unit.near.liaison', 'report_asked')).toBe(2);
  expect((await as('unit.near.liaison').get('/progress-reports?awaits=answer')).body.items.map((row: { id: string }) => row.id)).toEqual([id]);
  const todo = (await as('unit.near.leader').get('/todos')).body.items.find((t: { kind: string }) => t.kind === 'report_to_answer');
  expect(todo).toMatchObject({ count: 1, href: '/reports?awaits=answer' });

  const answer = (name: string, version: number, text = '已附') => as(name).post(`/report-remarks/${asked.body.id}/answer`, { answer: text }, { 'if-match': `"${version}"` });
  expect((await answer('unit.sibling.liaison', 1)).status).toBe(404);
  expect((await answer('city.reviewer', 1)).status).toBe(403);
  expect((await answer('unit.near.leader', 1)).body).toMatchObject({ answer: '已附', answeredBy: '测试 unit.near.leader', version: 2 });
  expect(await answer('unit.near.liaison', 1)).toMatchObject({ status: 412, body: { currentVersion: 2 } });
  expect(await told('hrss.leader', 'report_answered')).toBe(1);
  expect((await as('unit.near.liaison').get('/progress-reports?awaits=answer')).body.total).toBe(0);
});

it('is sent back by a sponsoring department with a reason on the cell, which sees it no more until it comes again', async () => {
  await act('city.staff', { action: 'city_start' });
  const cells = [{ cell: 'sections/coordination', reason: '请写明协调单位' }];
  expect(await act('sasac.liaison', { action: 'return', cells })).toMatchObject({ status: 200, body: { state: 'returned' } });
  expect((await page('unit.near.liaison')).remarks.at(-1)).toMatchObject({ ...{ cell: cells[0]!.cell, text: cells[0]!.reason }, kind: 'return', author: { role: 'dept_liaison' } });
  expect((await page('sasac.liaison')).entries).toEqual([]);
  expect((await as('hrss.liaison').get('/progress-reports/entries')).body.total).toBe(0);
  expect(await told('unit.near.leader', 'report_waits')).toBe(2);
  const steps = (await as('city.staff').get(`/pilot-cases/${world.near.caseId}/report-steps`)).body.items;
  expect(steps[0]).toMatchObject({ action: 'return', to: 'returned', reportId: id, period: { name: '2026年第二季度' } });
  expect((await as('unit.sibling.liaison').get(`/pilot-cases/${world.near.caseId}/report-steps`)).body.items).toEqual([]);
});
