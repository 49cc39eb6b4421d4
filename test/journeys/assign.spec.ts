import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ask, calendarCell, totalOf, type Rows } from './hands.js';
import { picture, startProduct, type Product } from './product.js';

interface Case { id: string; unit: { id: string; name: string }; sponsors: { code: string }[] }
interface Task { code: string; name: string; lead: { code: string }; coLeads: { code: string }[]; cooperating: { code: string }[] }
interface Assignment { id: string; caseId: string; state: string; task: { code: string } }
interface Day { day: string; working: boolean }

let product: Product;
let department: Page;
let unit: Page;
let task: Task;
let cases: Case[];
let given: Assignment;

/** A task the department leads and the finance department has no part in, and three pilots that have not got it yet, the first unit among them. */
beforeAll(async () => {
  product = await startProduct();
  department = await product.as('dept.hrss.leader');
  unit = await product.as('unit.0001.liaison');
  const [own] = (await ask<Rows<Case>>(unit, '/pilot-cases')).items;
  const tasks = (await ask<Rows<Task>>(department, '/task-categories')).items;
  const parties = ({ lead, coLeads, cooperating }: Task) => [lead, ...coLeads, ...cooperating].map(({ code }) => code);
  const has = async (pilot: Case) => (await ask<Rows<Assignment>>(department, `/assignments?pilotCase=${pilot.id}&limit=200`)).items.map((row) => row.task.code);
  const taken = await has(own!);
  task = tasks.find((one) => one.lead.code === 'HRSS' && !parties(one).includes('FIN') && !taken.includes(one.code))!;
  cases = [own!];
  for (const pilot of (await ask<Rows<Case>>(department, '/pilot-cases?limit=60')).items) {
    if (cases.length < 3 && pilot.id !== own!.id && !(await has(pilot)).includes(task.code)) cases.push(pilot);
  }
}, 90_000);
afterAll(() => product?.close());

test('a department gives one of its tasks to three pilots, due on a working day', async () => {
  const page = department;
  const today = (await ask<{ today: string }>(page, '/me')).today;
  const until = new Date(Date.parse(today) + 60 * 86_400_000).toISOString().slice(0, 10);
  const days = (await ask<{ items: Day[] }>(page, `/calendars/working-days?from=${today}&to=${until}`)).items;
  const rest = days.find(({ working }, i) => !working && i > 20)!.day;
  const due = days.find(({ working }, i) => working && i > 30)!.day;

  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '交办任务' }).click();
  await page.getByTestId('assign').click();
  await page.getByTestId(`task-${task.code}`).check();
  for (const { id, unit: { name } } of cases) {
    await page.getByTestId('case-search').fill(name);
    await page.getByTestId(`row-${id}`).getByRole('checkbox').check();
  }
  await page.getByText('1 项任务 × 3 个试点 = 3 条').waitFor();

  await page.getByTestId('assign-due-on').click();
  expect(await (await calendarCell(page, rest)).getAttribute('class')).toContain('ant-picker-cell-disabled');
  await (await calendarCell(page, due)).click();
  expect(await page.getByTestId('assign-due-on').inputValue()).toBe(due);
  await page.getByTestId('assign-requirement').fill('制定实施方案，按月反馈。');
  await page.getByTestId('assign-issue').check();
  await picture(page, 'story-assign');
  await page.getByTestId('assign-submit').click();
  expect(await page.getByTestId('assign-result').innerText()).toBe('新建 3 条，已有跳过 0 条，未受理 0 条');
  for (const { unit: { name } } of cases) expect(await page.getByRole('row').filter({ hasText: name }).innerText()).toContain('已新建');
});

test('the unit finds it at home among what waits to be signed, and signs', async () => {
  const page = unit;
  await page.reload();
  const card = page.getByTestId('todo-to_sign');
  await card.getByText('待签收').waitFor();
  expect(await card.locator('strong').innerText()).toBe('1');
  await card.click();
  expect(await totalOf(page)).toBe(1);
  await page.getByRole('link', { name: `${task.code} ${task.name}` }).click();
  await page.getByText('制定实施方案，按月反馈。').waitFor();
  await page.getByTestId('action-sign').click();
  await page.getByTestId('transition-confirm').click();
  await page.locator('.page-head [data-state="in_progress"]').waitFor();
  expect(await page.getByTestId('action-sign').count()).toBe(0);
  const id = new URL(page.url()).pathname.split('/').at(-1)!;
  given = await ask<Assignment>(page, `/assignments/${id}`);
  expect(given.state).toBe('in_progress');
  await page.goto('/');
  await card.waitFor();
  expect(await card.locator('strong').innerText()).toBe('0');
});

test('the department sees it under way and who signed; a department without a part in it does not see it', async () => {
  await department.goto(`/assignments/${given.id}`);
  await department.locator('.page-head [data-state="in_progress"]').waitFor();
  const steps = await department.getByLabel('状态').innerText();
  expect(steps).toContain('试点联络员1（样例）');

  const finance = await product.as('dept.fin.liaison');
  await finance.goto(`/assignments/${given.id}`);
  await finance.getByRole('heading', { level: 1, name: '没有找到' }).waitFor();
  await finance.goto(`/assignments?task=${task.code}`);
  const sponsored = (await ask<Rows<Assignment>>(finance, `/assignments?task=${task.code}&limit=200`)).items;
  expect(sponsored.map(({ id }) => id)).not.toContain(given.id);
  expect(await totalOf(finance)).toBe(sponsored.length);
  await finance.getByTestId('list-total').waitFor();
  expect(await finance.getByTestId(`row-${given.id}`).count()).toBe(0);
});

test('a link from a todo narrows the list to what the department leads, says so, and lets go of it', async () => {
  await department.goto('/');
  const card = department.getByTestId('todo-overdue');
  const count = Number((await card.locator('strong').innerText()).replaceAll(',', ''));
  await card.click();
  expect(await totalOf(department)).toBe(count);
  const chip = department.getByTestId('chip-lead');
  expect(await chip.innerText()).toContain('本部门牵头');
  await chip.getByRole('button', { name: '移除 本部门牵头' }).click();
  await chip.waitFor({ state: 'detached' });
  expect(new URL(department.url()).search).toBe('?overdue=true');
});

test('the audit trail tells who did what, when, in which position, and what was there before and after', async () => {
  const page = await product.as('office.director');
  await page.goto(`/audit?subjectType=assignment&subjectId=${given.id}`);
  const signed = page.getByRole('row').filter({ hasText: '试点联络员1（样例）' });
  await signed.waitFor();
  const told = await signed.innerText();
  expect(told).toContain('试点单位产改联络员');
  expect(told).toContain(cases[0]!.unit.name);
  const at = await signed.locator('time').getAttribute('datetime');
  expect(Math.abs(Date.now() - Date.parse(at!))).toBeLessThan(10 * 60_000);
  await signed.locator('[data-testid^="audit-diff-"]').click();
  const state = signed.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'state', exact: true }) });
  expect((await state.getByRole('cell').allInnerTexts()).slice(-2)).toEqual(['issued', 'in_progress']);
  const made = page.getByRole('row').filter({ hasText: '省人社厅分管领导（样例）' });
  expect(await made.first().innerText()).toContain('成员单位分管领导');
  await picture(page, 'story-audit');
});
