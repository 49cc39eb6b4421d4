import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ask, calendarCell, type Rows } from './hands.js';
import { DESK, PHONE, picture, startProduct, type Product } from './product.js';

interface Matrix { caseIds: string[]; units: string[]; tasks: { code: string; lead: string }[]; cells: string[] }

let product: Product;
let page: Page;
beforeAll(async () => {
  product = await startProduct();
  page = await product.as('dept.hrss.leader');
}, 90_000);
afterAll(() => product?.close());

const cell = (row: number, column: number) => page.locator(`#mx-${row}-${column}`);
const look = () => ask<Matrix>(page, '/assignments/matrix?department=HRSS');

test('a department sees its tasks over all units, chooses cells with mouse and keyboard, and gives the empty ones', async () => {
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '任务矩阵' }).click();
  await page.goto('/matrix?department=HRSS');
  const before = await look();
  const size = page.getByTestId('matrix-size');
  await size.waitFor();
  expect([await size.getAttribute('data-rows'), await size.getAttribute('data-columns')].map(Number)).toEqual([before.caseIds.length, before.tasks.length]);
  // five hundred units are there, and what is drawn is what is in sight
  expect(before.caseIds.length).toBeGreaterThan(400);
  expect(await page.locator('.mx-row').count()).toBeLessThan(60);
  expect(await cell(0, 0).textContent()).toBe({ r: '红', y: '黄', g: '绿', x: '灰', d: '办', '.': '', '-': '' }[before.cells[0]![0]!]);

  const [from, to] = [(await cell(0, 0).boundingBox())!, (await cell(2, 3).boundingBox())!];
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 10, to.y + 10, { steps: 5 });
  await page.mouse.up();
  const block = before.cells.slice(0, 3).flatMap((cells, row) => [...cells.slice(0, 4)].map((letter, column) => ({ row, column, letter })));
  const empty = block.filter(({ letter }) => letter === '.');
  await page.getByText(`已选 12 格：未交办 ${empty.length}，已交办 ${12 - empty.length}`).waitFor();
  await picture(page, 'story-matrix');

  await page.getByTestId('matrix-assign').click();
  const days = (await ask<{ items: { day: string; working: boolean }[] }>(page, `/calendars/working-days?from=${(await ask<{ today: string }>(page, '/me')).today}&to=2027-06-30`)).items;
  const due = days.filter(({ working }) => working)[25]!.day;
  await page.getByTestId('matrix-due-on').click();
  await (await calendarCell(page, due)).click();
  await page.getByTestId('matrix-issue').check();
  await page.getByTestId('matrix-assign-confirm').click();
  await page.getByTestId('matrix-result').waitFor();
  expect(await page.getByTestId('matrix-result').textContent()).toBe(`新建 ${empty.length} 条，已有跳过 0 条，未受理 0 条`);
  await page.getByTestId('matrix-assigned').click();

  const after = await look();
  for (const { row, column } of empty) expect(after.cells[row]![column]).toBe('g');
  // exactly the chosen ones: the others are as they were
  const changed = after.cells.flatMap((cells, row) => [...cells].filter((letter, column) => letter !== before.cells[row]![column]));
  expect(changed).toHaveLength(empty.length);
  await page.waitForFunction(([id]) => document.getElementById(id!)?.textContent === '绿', [`mx-${empty[0]!.row}-${empty[0]!.column}`]);
}, 60_000);

test('the keyboard goes everywhere: arrows, shift, the last row; Enter opens an assignment, and back is where one was', async () => {
  await page.getByTestId('matrix').focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('已选 4 格').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('已选').waitFor({ state: 'detached' });
  const { caseIds, units, cells, tasks } = await look();
  await page.keyboard.press('Control+End');
  await cell(caseIds.length - 1, tasks.length - 1).waitFor();
  expect(await page.getByTestId('matrix-at').textContent()).toContain(units.at(-1));
  await page.keyboard.press('Control+Home');
  const row = cells.findIndex((letters) => 'rygxd'.includes(letters[0]!));
  for (let i = 0; i < row; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/assignments\/[0-9a-f-]{36}$/);
  await page.getByRole('heading', { name: new RegExp(`^${tasks[0]!.code} `) }).waitFor();
  await page.goBack();
  await page.waitForURL(/\/matrix\?department=HRSS$/);
});

test('what burns is urged: the chosen cells, and the unit is told', async () => {
  await page.goto('/matrix?department=HRSS&light=red');
  await page.getByTestId('matrix-size').waitFor();
  const red = await ask<Matrix>(page, '/assignments/matrix?department=HRSS&light=red');
  const column = [...red.cells[0]!].indexOf('r');
  const [{ assignmentId, state }] = (await ask<{ items: { assignmentId: string; state: string }[] }>(page, `/assignments/matrix/cells?pilotCase=${red.caseIds[0]}&task=${red.tasks[column]!.code}`)).items as [{ assignmentId: string; state: string }];
  await cell(0, column).click();
  await page.getByTestId('matrix-urge').click();
  if (!['issued', 'in_progress', 'returned'].includes(state)) return void (await page.getByText('无需催办').waitFor());
  // by hand nothing goes out on a rest day unless it is urgent
  await page.getByText('紧急，休息日也发出').click();
  await page.getByTestId('urge-confirm').click();
  await page.getByTestId('urge-confirm').waitFor({ state: 'detached' });
  const { items } = await ask<Rows<{ assignmentId: string }>>(page, '/supervision-notices?kind=remind&limit=50');
  expect(items.map((notice) => notice.assignmentId)).toContain(assignmentId);
}, 30_000);

test('a light asked for leaves the units that have it; who may not give is offered no button; a phone reads unit by unit', async () => {
  const unit = await product.as('unit.0001.liaison', DESK);
  await unit.goto('/matrix');
  await unit.getByTestId('matrix-size').waitFor();
  expect(await unit.getByTestId('matrix-assign').count()).toBe(0);
  const own = await ask<Rows<{ caseId: string }>>(unit, '/assignments?limit=200');
  expect(await unit.locator('.mx-row').count()).toBe(new Set(own.items.map(({ caseId }) => caseId)).size);

  await page.goto('/matrix?light=red&region=130900');
  const red = await ask<Matrix>(page, '/assignments/matrix?light=red&region=130900');
  await page.locator(`[data-testid="matrix-size"][data-rows="${red.caseIds.length}"]`).waitFor();
  expect(red.cells.every((letters) => letters.includes('r'))).toBe(true);

  const phone = await product.as('city.cangzhou.staff', PHONE);
  await phone.goto('/matrix');
  await phone.getByTestId('matrix-cards').waitFor();
  await phone.locator('.mx-chips a').first().click();
  await phone.waitForURL(/\/assignments\?pilotCase=[0-9a-f-]{36}&task=/);
});
