import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ask, calendarCell, choose, showPassword, totalOf, type Rows } from './hands.js';
import { picture, startProduct, type Product } from './product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
}, 90_000);
afterAll(() => product?.close());

const NAME = '李新任';
let link: string;
let sec: Page;

/** Types into a picker until the one wanted is offered, and takes it. */
async function pick(page: Page, testId: string, typed: string, wanted: string): Promise<void> {
  const field = page.getByTestId(testId);
  await field.click();
  await field.locator('input').fill(typed);
  await page.locator('.ant-select-item-option').filter({ hasText: wanted }).first().click();
}

test('a system administrator invites a person and hands the link over once', async () => {
  const page = await product.as('sys.admin');
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '用户' }).click();
  await page.getByTestId('invite-user').click();
  await page.getByTestId('invite-name').fill(NAME);
  await page.getByTestId('invite-username').fill('Li Xinren');
  await page.getByTestId('invite-submit').click();
  await page.getByText('格式不正确').first().waitFor();
  await page.getByTestId('invite-username').fill('li.xinren');
  await pick(page, 'pick-place', '人力资源', '成员单位');
  await choose(page, page.getByTestId('pick-role'), '成员单位联络员');
  await page.getByTestId('invite-submit').click();
  link = await page.getByTestId('account-link').inputValue();
  expect(link).toMatch(/\/invitation#[\w-]{43}$/);
  await picture(page, 'story-invitation-link');
  await page.getByTestId('link-kept').click();
  await page.getByTestId('user-search').fill('lixinren');
  await page.getByRole('link', { name: NAME }).click();
  await page.locator('.page-head [data-state="invited"]').waitFor();
  await page.getByText('待批准的岗位').waitFor();
  expect(await page.getByRole('button', { name: '批准' }).count()).toBe(0);
  await picture(page, 'story-user');
});

test('the person sets a password with it, and cannot use the link again', async () => {
  const page = await product.visitor();
  await page.goto(link);
  await page.getByText(`${NAME}，您已受邀`).waitFor();
  const set = async (password: string) => {
    await page.getByTestId('new-password').fill(password);
    await page.getByTestId('new-password-again').fill(password);
    await page.getByTestId('set-password').click();
  };
  await set('abc');
  await page.getByText('过短').first().waitFor();
  await picture(page, 'story-set-password');
  await set('Chuxin-2026-gang');
  await page.getByTestId('password-set').waitFor();
  await page.reload();
  await page.getByText('链接无效').waitFor();
});

test('a security administrator approves the position wanted, and gives another by hand', async () => {
  sec = await product.as('sec.admin');
  await sec.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '岗位' }).click();
  const line = sec.getByRole('listitem').filter({ hasText: NAME });
  await line.getByRole('button', { name: '批准' }).click();
  await sec.getByText('已批准').waitFor();
  await line.waitFor({ state: 'detached' });
  await sec.getByTestId('give-position').click();
  await pick(sec, 'pick-person', 'lxr', NAME);
  await pick(sec, 'pick-place', '沧州', '市级工会');
  await choose(sec, sec.getByTestId('pick-role'), '市级工会经办人');
  await sec.getByTestId('give-reason').fill('挂职锻炼');
  // power is given by who shows the password, not by who finds the desk unattended
  await product.passAnHour();
  await sec.getByTestId('give-submit').click();
  await sec.getByTestId('confirm-password').waitFor();
  await picture(sec, 'story-confirm-giving');
  await showPassword(sec);
  await sec.getByRole('heading', { level: 1, name: NAME }).waitFor();
  await sec.locator('.page-head [data-state="standing"]').waitFor();
  await sec.getByText('登记和修改单位').waitFor();
  await picture(sec, 'story-position');
});

test('the person signs in and acts in either position', async () => {
  const page = await product.visitor();
  await page.getByTestId('username').fill('li.xinren');
  await page.getByTestId('password').fill('Chuxin-2026-gang');
  await page.getByTestId('submit').click();
  await choose(page, page.getByTestId('position-switch'), '市级工会经办人');
  await page.getByRole('link', { name: '本市态势' }).waitFor();
});

test('an audit administrator finds who gave which position to whom, and what was refused', async () => {
  const page = await product.as('audit.admin');
  const position = new URL(sec.url()).pathname.split('/').at(-1)!;
  await page.goto(`/audit?subjectType=position&subjectId=${position}`);
  const row = page.getByRole('row').filter({ hasText: '安全管理员（样例）' });
  await row.first().waitFor();
  expect(await row.first().innerText()).toContain('position.write');
  await row.locator('[data-testid^="audit-diff-"]').first().click();
  await page.getByText('挂职锻炼').waitFor();
  await picture(page, 'story-audit-position');
  // the security administrator reads no trail, and that it tried is in it
  expect((await sec.request.get('/api/v1/audit-entries')).status()).toBe(403);
  await page.goto('/audit?subjectType=refused_act');
  expect(await totalOf(page)).toBeGreaterThan(0);
  expect(await page.getByRole('row').filter({ hasText: 'audit.read' }).first().innerText()).toContain('安全管理员（样例）');
});

test('an office brings its people as a ledger, and their links come as a file once', async () => {
  const page = await product.as('sys.admin');
  await page.goto('/users');
  const bring = async (text: string) => {
    await page.getByTestId('import').first().click();
    await page.locator('input[type=file]').setInputFiles({ name: '人员.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  };
  await bring('姓名,用户名,单位,岗位\n钱甲,qian.jia,省人社,成员单位联络员\n');
  await page.getByTestId('mend-2').waitFor();
  await picture(page, 'story-import-accounts');
  await page.goto('/users');
  await bring('姓名,用户名,单位,岗位\n钱甲,qian.jia,省人社厅,成员单位联络员\n孙乙,sun.yi,,\n');
  await page.getByText('新增 2').first().waitFor();
  await product.passAnHour();
  await page.getByTestId('commit-all').click();
  await showPassword(page);
  await picture(page, 'story-accounts-taken-in');
  const file = page.waitForEvent('download');
  await page.getByTestId('fetch-links').click();
  expect((await file).suggestedFilename()).toBe('invitations.xlsx');
  await page.goto('/users?q=qianjia');
  await page.getByRole('link', { name: '钱甲' }).waitFor();
  await page.goto('/users');
  await pick(page, 'filter-organisation', '人力资源', '成员单位');
  await page.getByRole('link', { name: NAME }).waitFor();
  expect(new URL(page.url()).searchParams.get('organisation')).not.toBeNull();
  await page.reload();
  await page.getByTestId('filter-organisation').getByText('成员单位').waitFor();
  await product.passAnHour();
  const exported = page.waitForEvent('download');
  await page.getByTestId('export-users').click();
  await showPassword(page);
  expect((await exported).suggestedFilename()).toBe('accounts.xlsx');
});

test('a handover tells what moved, and a role is adjusted with a look at the difference', async () => {
  const { items } = await ask<Rows<{ id: string }>>(sec, '/positions?q=inspector&role=inspector&state=standing');
  await sec.goto(`/positions/${items[0]!.id}`);
  await sec.getByTestId('action-hand_over').click();
  await pick(sec, 'position-person', 'lixinren', NAME);
  await sec.getByTestId('position-reason').fill('轮岗');
  await sec.getByTestId('position-confirm').click();
  await showPassword(sec);
  const report = sec.getByTestId('handover');
  await report.waitFor();
  expect(await report.innerText()).toMatch(/移交给 李新任[\s\S]*督查走访 \d+ 项/);
  await picture(sec, 'story-handover');

  await sec.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '角色权限' }).click();
  const cell = sec.getByTestId('cell-city_staff-unit.import');
  await cell.click();
  expect(await cell.getAttribute('aria-pressed')).toBe('false');
  await sec.getByTestId('roles-review').click();
  await sec.getByText('－ 导入单位台账').waitFor();
  await picture(sec, 'story-roles');
  await sec.getByTestId('roles-reason').fill('统一由省办导入');
  await sec.getByTestId('roles-save').click();
  await sec.getByText('已保存').waitFor();
  const staff = await product.as('city.cangzhou.staff');
  const may = async () => (await ask<{ permissions: string[] }>(staff, '/me')).permissions;
  expect(await may()).not.toContain('unit.import');
  const history = sec.getByTestId('role-history');
  await history.getByText('统一由省办导入').waitFor();
  expect(await history.innerText()).toMatch(/－ 导入单位台账[\s\S]*统一由省办导入/);
  await sec.getByTestId('role-reset').click();
  await sec.getByTestId('role-reset-reason').fill('试行结束');
  await sec.getByTestId('role-reset-confirm').click();
  await history.getByText('试行结束').waitFor();
  await picture(sec, 'story-role-history');
  expect(await may()).toContain('unit.import');
});

test('a program is given a part of what a position may do, with a token shown once, and it is taken back', async () => {
  await sec.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '接口令牌' }).click();
  await sec.getByTestId('make-token').click();
  await sec.getByTestId('token-name').fill('数据交换平台');
  await pick(sec, 'token-position', 'office.staff', '省产改办工作人员');
  await sec.getByTestId('scope-unit.read').click();
  await sec.getByTestId('token-expires-on').click();
  await (await calendarCell(sec, (await ask<{ today: string }>(sec, '/me')).today)).click();
  await picture(sec, 'story-make-token');
  await sec.getByTestId('token-submit').click();
  const token = await sec.getByTestId('token-once').inputValue();
  expect(token).toMatch(/^cgt_[\w-]{43}$/);
  await picture(sec, 'story-token');
  await sec.getByTestId('token-kept').click();
  const row = sec.getByRole('row').filter({ hasText: '数据交换平台' });
  await row.getByText('查看试点单位').waitFor();
  const program = await product.visitor();
  const status = async (path: string) => (await program.request.get(`/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })).status();
  expect([await status('/pilot-units'), await status('/assignments')]).toEqual([200, 403]);
  await picture(sec, 'story-tokens');
  await row.getByRole('button', { name: '收回' }).click();
  await sec.getByRole('button', { name: '确定' }).click();
  await row.waitFor({ state: 'detached' });
  expect(await status('/pilot-units')).toBe(401);
});
