import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { light, totalOf } from './hands.js';
import { picture, startProduct, type Product } from './product.js';

const CANGZHOU = '130900';

let product: Product;
let page: Page;
beforeAll(async () => {
  product = await startProduct();
  page = await product.as('leader');
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '全省态势' }).click();
  await page.getByRole('heading', { level: 1, name: '全省态势' }).waitFor();
}, 90_000);
afterAll(() => product?.close());

const shown = async (testId: string) => Number((await page.getByTestId(testId).innerText()).replaceAll(',', ''));

test('the red lights of a region are the same number on map, table and the list they open', async () => {
  await page.getByTestId('as-of').waitFor();
  const onMap = Number(await page.getByTestId(`tile-${CANGZHOU}`).locator('strong').innerText());
  const inTable = await shown(`cell-${CANGZHOU}-red`);
  expect(onMap).toBeGreaterThan(0);
  expect(inTable).toBe(onMap);
  await page.getByTestId('lights-chart').locator('svg').waitFor();
  await picture(page, 'story-leader');

  await page.getByTestId(`tile-${CANGZHOU}`).click();
  expect(await totalOf(page)).toBe(onMap);
  const rows = page.locator('tbody tr[data-testid^="row-"]');
  expect(await rows.count()).toBe(Math.min(50, onMap));
  for (const row of await rows.all()) {
    expect(await light(row)).toBe('red');
    expect(await row.innerText()).toContain('沧州市');
  }
  await page.goBack();
  await page.getByTestId(`cell-${CANGZHOU}-red`).click();
  expect(await totalOf(page)).toBe(inTable);
  await page.goBack();
});

test('the lights of the regions add up to the province, and a region opens into its states', async () => {
  await page.getByTestId('cell-total-red').waitFor();
  const cells = await page.locator('[data-testid^="cell-"][data-testid$="-red"]:not([data-testid="cell-total-red"])').allInnerTexts();
  expect(cells).toHaveLength(14);
  expect(cells.map(Number).reduce((sum, n) => sum + n)).toBe(await shown('cell-total-red'));

  await page.getByTestId(`expand-${CANGZHOU}`).click();
  const late = await shown(`cell-${CANGZHOU}-in_progress-red`);
  await page.getByTestId(`cell-${CANGZHOU}-in_progress-red`).click();
  expect(await totalOf(page)).toBe(late);
  await page.goBack();
});

test('every reporting rate opens the rows it was made of', async () => {
  await page.getByTestId('cell-total-expected').waitFor();
  const count = { expected: await shown('cell-total-expected'), actual: await shown('cell-total-actual'), onTime: await shown('cell-total-onTime') };
  const percent = (part: number) => Math.round((1000 * part) / count.expected) / 10;
  expect(parseFloat(await page.getByTestId('cell-total-rate').innerText())).toBeCloseTo(percent(count.actual), 1);
  expect(parseFloat(await page.getByTestId('cell-total-onTimeRate').innerText())).toBeGreaterThan(0);
  const rows = { expected: count.expected, actual: count.actual, onTime: count.onTime, rate: count.actual, onTimeRate: count.onTime };
  for (const [rate, total] of Object.entries(rows)) {
    await page.getByTestId(`cell-total-${rate}`).click();
    await page.getByRole('heading', { level: 1, name: '进展报告' }).waitFor();
    expect([rate, await totalOf(page)]).toEqual([rate, total]);
    await page.goBack();
    await page.getByTestId('cell-total-expected').waitFor();
  }
});

test('the chart is drawn, and the table behind it holds the same regions', async () => {
  const chart = page.getByTestId('lights-chart');
  await chart.locator('svg').waitFor();
  expect(await chart.locator('svg path[fill="#c5382f"]').count()).toBeGreaterThan(0);
  expect(await chart.locator('svg').innerHTML()).toContain('沧州市');
  expect(await chart.getAttribute('aria-hidden')).toBe('true');
  expect(await page.getByRole('table', { name: '地区、亮灯与状态' }).or(page.getByLabel('地区、亮灯与状态')).count()).toBeGreaterThan(0);
});

test('a leader is offered nothing that changes anything', async () => {
  for (const path of ['/units', '/cases', '/assignments', '/visits', '/findings', '/reports']) {
    await page.goto(path);
    await page.getByTestId('list-total').waitFor();
    for (const offer of ['add-unit', 'assign']) expect(await page.getByTestId(offer).count()).toBe(0);
  }
  for (const [list, detail] of [['/units', '/units/'], ['/cases', '/cases/'], ['/assignments?state=in_progress', '/assignments/'], ['/visits?state=filed', '/visits/']]) {
    await page.goto(list!);
    await page.locator(`tbody a[href^="${detail}"]`).first().click();
    await page.locator('.page-head h1').waitFor();
    await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
    expect(await page.locator('.edit-unit, [data-testid="edit-unit"], [data-testid^="action-"], [data-testid^="log-progress-"], [data-testid="file-result"]').count()).toBe(0);
  }
  await page.goto('/assignments/new');
  await page.getByRole('heading', { level: 1, name: '没有权限' }).waitFor();
  await page.goto('/audit');
  await page.getByRole('heading', { level: 1, name: '没有权限' }).waitFor();
});
