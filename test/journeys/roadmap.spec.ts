import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import ExcelJS from '@protobi/exceljs';
import type { Page } from 'playwright-core';
import { ask } from './hands.js';
import { picture, startProduct, type Product } from './product.js';

interface Line { key: string; total: number; from: string; to: string }
interface Bar { id: string; unit: { name: string }; from: string; dueOn: string; milestones: { dueOn: string }[] }

let product: Product;
let page: Page;
beforeAll(async () => {
  product = await startProduct();
  page = await product.as('city.cangzhou.staff');
}, 90_000);
afterAll(() => product?.close());

const lines = (query: string) => ask<{ items: Line[]; asOf: string; total: number }>(page, `/assignments/roadmap?${query}`);
/** Left and right edge of something on the page, in pixels. */
const edges = async (of: string) => page.locator(of).first().evaluate((element) => element.getBoundingClientRect()).then(({ left, right }) => ({ left, right }));

test('a city reads its roadmap by task: spans where their days are, milestones, today; and opens one', async () => {
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '路线图' }).click();
  const { items, asOf } = await lines('by=task');
  await page.locator('[data-testid^="line-"]').first().waitFor();
  expect(await page.locator('[data-testid^="line-"]').count()).toBe(items.length);
  const { key } = items[0]!;
  const { items: bars } = await ask<{ items: Bar[] }>(page, `/assignments/roadmap/bars?task=${key}`);
  await page.getByTestId(`unfold-${key}`).click();
  const bar = bars.find(({ milestones }) => milestones.length > 0)!;
  const row = `[data-testid="bar-${bar.id}"]`;
  await page.locator(row).waitFor();
  await picture(page, 'story-roadmap');
  expect(await page.locator(`${row} .rm-milestone`).count()).toBe(bar.milestones.length);
  // what ends later lies farther right, and today's line stands between what is over and what is to come
  const drawn = await edges(`${row} .rm-bar`);
  const now = await edges('.rm-now');
  const middle = (now.left + now.right) / 2;
  expect(drawn.right > middle).toBe(bar.dueOn > asOf);
  expect(drawn.left < middle).toBe(bar.from <= asOf);
  const milestone = await edges(`${row} .rm-milestone`);
  expect(milestone.left).toBeGreaterThan(drawn.left);
  expect(milestone.right).toBeLessThan(drawn.right);
  await page.locator(`${row} a`).click();
  await page.waitForURL(`**/assignments/${bar.id}`);
  await page.goBack();
});

test('by unit and by the year, as the address says; exported to a workbook; on paper as wide as the sheet', async () => {
  await page.getByTestId('roadmap-by').getByText('按单位').click();
  await page.getByTestId('roadmap-zoom').getByText('年').click();
  await page.waitForURL(/by=unit&zoom=year/);
  const { total } = await lines('by=unit');
  await page.locator(`[data-testid="list-total"][data-total="${total}"]`).waitFor();

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('export').click()]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await readFile(await download.path())) as unknown as ArrayBuffer);
  const all = await lines('by=task');
  expect(book.worksheets[0]!.rowCount).toBe(1 + all.items.reduce((n, line) => n + line.total, 0));

  await page.emulateMedia({ media: 'print' });
  const [chart, sheet] = [await edges('.rm-chart'), await edges('main, #main')];
  expect(chart.right).toBeLessThanOrEqual(sheet.right + 1);
  expect(await page.locator('.filters').isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
});
