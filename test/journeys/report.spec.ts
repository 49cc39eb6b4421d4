import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ask, type Rows } from './hands.js';
import { picture, startProduct, type Product } from './product.js';

interface Row { id: string; state: string; version: number; unit: { name: string } }
interface Report extends Row {
  region: { code: string };
  entries: { assignmentId: string; progress: number; done: string; task: { code: string } }[];
  indicators: { code: string; kind: string; value: string | null; lastPeriod: { value: string | null } }[];
  sections: Record<string, string>;
  problems: { cell: string; explained: boolean }[];
  remarks: { cell: string; text: string }[];
  submissions: number;
}

let product: Product;
let id: string;
let region: string;
const report = (page: Page) => ask<Report>(page, `/progress-reports/${id}`);
const at = (page: Page, cell: string) => page.locator(`[data-cell="${cell}"]`);
const saved = (page: Page) => page.locator('[data-testid="saving"][data-saving="clean"]').waitFor();

beforeAll(async () => { product = await startProduct(); }, 90_000);
afterAll(() => product?.close());

/** Presses Tab until what has the keyboard is `what`. */
async function tabTo(page: Page, what: string): Promise<void> {
  for (let i = 0; i < 120; i += 1) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, what)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${what}`);
}

test('a liaison files a quarter by keyboard alone, and its leader signs', async () => {
  const page = await product.as('unit.0001.liaison');
  const { items: [mine] } = await ask<Rows<Row>>(page, '/progress-reports?period=open');
  id = mine!.id;
  const before = await report(page);
  region = before.region.code;
  // no mouse from here on
  await page.getByTestId('todo-missing_reports').waitFor();
  await tabTo(page, '[data-testid="todo-missing_reports"]');
  await page.keyboard.press('Enter');
  await page.locator(`a[href="/reports/${id}"]`).first().waitFor();
  await tabTo(page, `a[href="/reports/${id}"]`);
  await page.keyboard.press('Enter');
  await page.getByTestId('entry-grid').waitFor();
  expect(await page.getByTestId('report-problems').getAttribute('data-open')).toBe(String(before.problems.length));

  await tabTo(page, '[data-testid="entry-grid"] textarea');
  const [first, second] = before.entries as [Report['entries'][number], Report['entries'][number]];
  await page.keyboard.type('96');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('F2');
  await page.keyboard.press('Alt+Enter');
  await page.keyboard.insertText('组织两期技能比武');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  await saved(page);
  const written = await report(page);
  expect(written.entries[0]).toMatchObject({ progress: 96, done: `${first.done}\n组织两期技能比武` });
  expect(written.entries[1]).toMatchObject({ assignmentId: second.assignmentId, done: second.done });

  // a column out of Excel, from where the keyboard stands, down; its first number looks wrong and is explained
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await tabTo(page, '[data-testid="indicator-grid"] textarea');
  const numbers = before.indicators.filter(({ kind }) => kind !== 'ratio');
  expect(numbers).toHaveLength(before.indicators.length);
  const pasted = numbers.map(({ lastPeriod }, i) => Math.round(Number(lastPeriod.value)) * (i === 0 ? 20 : 1) + 1);
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, pasted.map((n) => n.toLocaleString('en')).join('\r\n'));
  await saved(page);
  expect((await report(page)).indicators.map(({ value }) => value)).toEqual(pasted.map(String));
  const odd = `indicators/${numbers[0]!.code}`;
  await page.locator(`[data-cell="${odd}/value"][data-mark="suspicious"]`).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.insertText('新增两个培训点');
  await page.keyboard.press('Enter');
  await page.locator(`[data-cell="${odd}/value"][data-mark="suspicious"]`).waitFor({ state: 'detached' });
  await picture(page, 'story-report');

  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await tabTo(page, '[data-testid="section-grid"] textarea');
  for (const words of ['师带徒全覆盖', '夜班难参训', '无', '推广到分厂']) {
    await page.keyboard.insertText(words);
    await page.keyboard.press('Enter');
  }
  await saved(page);
  await page.locator('[data-testid="report-problems"][data-open="0"]').waitFor();
  for (let i = 0; i < 100 && !(await page.evaluate(() => document.activeElement?.matches('[data-testid="action-review"]'))); i += 1) await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByTestId('report-confirm').waitFor();
  await tabTo(page, '[data-testid="report-confirm"]');
  await page.keyboard.press('Enter');
  await page.locator('.page-head [data-state="internal_review"]').waitFor();

  await product.become(page, 'unit.0001.leader');
  await page.getByTestId('todo-report_to_sign').click();
  await page.locator(`a[href="/reports/${id}"]`).first().click();
  await page.getByTestId('action-submit').click();
  await page.getByTestId('report-confirm').click();
  await page.locator('.page-head [data-state="submitted"]').waitFor();
  expect((await report(page)).submissions).toBe(1);
  await page.context().close();
}, 60_000);

test('a city returns two cells; the liaison sees why on those very cells, mends, and sends again', async () => {
  const page = await product.as('office.director');
  const regions = (await ask<Rows<{ code: string; nameEn: string }>>(page, '/regions')).items;
  const city = regions.find(({ code }) => code === region)!.nameEn.split(' ')[0]!.toLowerCase().replace(/[^a-z]/g, '');
  const done = (await report(page)).entries[0]!;
  const cells = [`entries/${done.assignmentId}/done`, 'sections/problems'];

  await product.become(page, `city.${city}.staff`);
  await page.goto(`/reports/${id}`);
  await page.getByTestId('action-city_start').click();
  await page.getByTestId('report-confirm').click();
  await page.locator('.page-head [data-state="city_review"]').waitFor();
  await product.become(page, `city.${city}.reviewer`);
  await page.getByTestId('todo-report_to_forward').waitFor();
  await page.goto(`/reports/${id}`);
  for (const [i, cell] of cells.entries()) {
    await page.getByTestId(`remark-${cell}`).click();
    await page.getByTestId('remark-text').fill(`请写具体（${i + 1}）`);
    await page.getByTestId('remark-confirm').click();
    await page.getByTestId('remark-text').waitFor({ state: 'detached' });
  }
  await page.getByTestId('action-return').click();
  expect(await page.getByTestId('return-cells').locator('li').count()).toBe(2);
  await page.getByTestId('report-confirm').click();
  await page.locator('.page-head [data-state="returned"]').waitFor();

  await product.become(page, 'unit.0001.liaison');
  await page.getByTestId('todo-report_to_mend').click();
  await page.locator(`a[href="/reports/${id}"]`).first().click();
  for (const [i, cell] of cells.entries()) expect(await at(page, cell).getByTestId(`reason-${cell}`).textContent()).toContain(`请写具体（${i + 1}）`);
  await picture(page, 'story-report-returned');
  for (const cell of cells) {
    await at(page, cell).locator('.cell-text, textarea').click();
    await at(page, cell).locator('textarea').fill('已写具体');
  }
  await saved(page);
  await page.getByTestId('action-review').click();
  await page.getByTestId('report-confirm').click();
  await page.locator('.page-head [data-state="internal_review"]').waitFor();
  await product.become(page, 'unit.0001.leader');
  await page.goto(`/reports/${id}`);
  await page.getByTestId('action-submit').click();
  await page.getByTestId('report-confirm').click();
  await page.locator('.page-head [data-state="submitted"]').waitFor();
  // whoever returned it sees what changed since, and only that
  await product.become(page, `city.${city}.reviewer`);
  await page.goto(`/reports/${id}`);
  await page.getByTestId('since-look').getByTestId('change-list').waitFor();
  expect(await page.getByTestId('since-look').locator('tbody tr').count()).toBe(2);
  await page.context().close();
}, 60_000);

test('two tabs write in one report: other cells both stay, and of the same cell both are shown', async () => {
  const one = await product.as('unit.0002.liaison');
  const { items: [mine] } = await ask<Rows<Row>>(one, '/progress-reports?period=open');
  const other = await one.context().newPage();
  for (const page of [one, other]) {
    await page.goto(`/reports/${mine!.id}`);
    await page.getByTestId('section-grid').waitFor();
  }
  const write = async (page: Page, cell: string, text: string) => {
    await at(page, cell).locator('.cell-text, textarea').click();
    await at(page, cell).locator('textarea').fill(text);
  };
  await write(one, 'sections/features', '甲');
  await write(other, 'sections/nextSteps', '乙');
  await Promise.all([saved(one), saved(other)]);
  await write(one, 'sections/problems', '甲说的');
  await saved(one);
  await write(other, 'sections/problems', '乙说的');
  const conflict = other.getByTestId('conflict-sections/problems');
  await conflict.waitFor();
  expect(await conflict.textContent()).toMatch(/甲说的.*乙说的/);
  await conflict.getByRole('button', { name: '用我的' }).click();
  await conflict.waitFor({ state: 'detached' });
  await saved(other);
  expect((await ask<Report>(one, `/progress-reports/${mine!.id}`)).sections).toMatchObject({ features: '甲', nextSteps: '乙', problems: '乙说的' });
  await one.context().close();
});

test('the province accepts forty at once, with what changed before its eyes', async () => {
  const page = await product.as('office.staff');
  await page.getByTestId('todo-report_to_accept').click();
  await page.waitForURL(/state=province_review/);
  const waiting = async () => (await ask<Rows<Row>>(page, '/progress-reports?state=province_review&limit=40')).total;
  const before = await waiting();
  expect(before).toBeGreaterThan(40);
  await page.getByTestId('bulk-mode').click();
  await page.getByRole('checkbox').nth(1).waitFor();
  for (let i = 1; i <= 40; i += 1) await page.getByRole('checkbox').nth(i).check();
  await page.getByText('已选 40').waitFor();
  await page.getByTestId('bulk-take').click();
  await page.locator('[data-testid="bulk-changes"][data-count="40"]').waitFor();
  await picture(page, 'story-report-bulk');
  await page.getByTestId('bulk-confirm').click();
  await page.getByTestId('bulk-answer').waitFor();
  expect(await page.getByTestId('bulk-answer').textContent()).toContain('40');
  expect(await waiting()).toBe(before - 40);
}, 60_000);
