import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld } from '../../test/world.js';
import { bring, takeIn, textsOf, workbookOf } from '../ledgers/testing.js';

let test: TestApp;
let sys: Client;
let sec: Client;
beforeAll(async () => {
  test = await startTestApp();
  await buildWorld(test);
  [sys, sec] = (await Promise.all(['sys.admin', 'sec.admin'].map((name) => Client.signIn(test, name)))) as [Client, Client];
});
afterAll(() => test.close());

const HEADER = ['姓名', '登录名', '工作单位', '角色', '有效期'];
const sheet = (...rows: (string | null)[][]) => workbookOf((book) => {
  const made = book.addWorksheet('账号');
  rows.forEach((row) => made.addRow(row));
});
const at = (row: { version: number }) => ({ 'if-match': `"${row.version}"` });
const find = async (q: string) => (await sys.get(`/users?q=${q}`)).body.items[0];

it('names every mistake, and brings neither itself nor a role where it has no place', async () => {
  const seen = await bring(sys, 'users', await sheet(HEADER, ['张一', 'Zhang Yi', '省人社厅', '成员单位联络员', null], ['张二', 'zhang.er', '省人社', null, '2026-02-30'], ['张三', 'zhang.san', '省人社厅', '市级工会经办人', null], ['本人', 'sys.admin', null, null, null]));
  const rows = (await sys.get(`/users/imports/${seen.id}/rows`)).body.items;
  expect(rows.map((row: { problems: { key: string; code: string }[] }) => row.problems.map(({ key, code }) => `${key} ${code}`))).toEqual([
    ['username bad_username'], ['organisation unknown_reference', 'expiresOn not_a_date'], ['role role_fits_organisation'], ['username own_account'],
  ]);
  for (const name of ['sec.admin', 'office.director']) {
    const other = await Client.signIn(test, name);
    expect((await other.get(`/users/imports/${seen.id}`)).status).toBe(403);
  }
});

it('makes invited accounts, whose positions wait; gives their links once as a file; and is taken back', async () => {
  const file = await sheet(HEADER, ['王甲', 'wang.jia', '省人社厅', '成员单位联络员', '2099年12月31日'], ['王甲', 'wang.jia', '沧州市总工会', '市级工会经办人', '2099年12月31日'], ['李乙', 'li.yi', null, null, null]);
  const done = await takeIn(sys, 'users', file);
  expect(done.counts).toMatchObject({ create: 3, error: 0 });
  expect(await find('wang.jia')).toMatchObject({ state: 'invited', positions: [], expiresOn: '2099-12-31' });
  const waiting = (await sec.get('/position-proposals?state=proposed')).body;
  expect(waiting.items.map((q: { role: string }) => q.role).sort()).toEqual(['city_staff', 'dept_liaison']);
  const same = await bring(sys, 'users', file);
  expect(same.counts).toMatchObject({ create: 0, update: 0, unchanged: 3 });

  const links = await sys.download(`/users/imports/${done.id}/links`, 'POST');
  const [, ...rows] = (await textsOf(links.bytes))['邀请链接']!;
  expect(rows.map((row) => row[1])).toEqual(['li.yi', 'wang.jia']);
  const token = rows[1]![3]!.split('#')[1]!;
  expect((await Client.anonymous(test).post('/invitations/look', { token })).body).toMatchObject({ username: 'wang.jia', kind: 'invitation' });

  const undone = await sys.post(`/users/imports/${done.id}/undo`, {}, at(done));
  expect(undone.body.status).toBe('undone');
  expect(await find('wang.jia')).toMatchObject({ state: 'disabled', disabledReason: '导入撤销' });
  expect((await Client.anonymous(test).post('/invitations/look', { token })).status).toBe(404);
  expect((await sec.get('/position-proposals?state=proposed')).body.total).toBe(0);
});

it('is not taken back once somebody acted on it', async () => {
  const done = await takeIn(sys, 'users', await sheet(HEADER, ['赵丙', 'zhao.bing', '省人社厅', '成员单位联络员', null]));
  const [proposal] = (await sec.get('/position-proposals?state=proposed')).body.items;
  expect((await sys.transition(`/position-proposals/${proposal.id}`, proposal.version, { action: 'approve' })).status).toBe(403);
  expect((await sec.transition(`/position-proposals/${proposal.id}`, proposal.version, { action: 'approve' })).status).toBe(200);
  expect((await sys.post(`/users/imports/${done.id}/undo`, {}, at(done))).body).toMatchObject({ status: 409, code: 'import_changed_since' });
});

it('exports what re-imports unchanged', async () => {
  const exported = await sys.download('/users/export');
  const texts = Object.values(await textsOf(exported.bytes))[0]!;
  expect(texts[0]).toEqual(['姓名', '用户名', '办公电话', '单位', '岗位', '岗位有效期至', '账号有效期至']);
  const own = texts.filter((row) => row[1] !== 'sys.admin');
  const again = await bring(sys, 'users', await sheet(...own));
  expect(again.counts).toEqual({ create: 0, update: 0, unchanged: own.length - 1, error: 0, warning: 0 });
});
