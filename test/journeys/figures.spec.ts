import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ask, choose, totalOf } from './hands.js';
import { picture, startProduct, type Product } from './product.js';

let product: Product;
let page: Page;
beforeAll(async () => {
  product = await startProduct();
  page = await product.as('leader');
}, 90_000);
afterAll(() => product?.close());

const number = async (testId: string) => parseFloat((await page.getByTestId(testId).innerText()).replaceAll(',', ''));

test('a leader opens a reporting rate down to one unit', async () => {
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '报送率' }).click();
  await page.getByRole('heading', { level: 1, name: '报送率' }).waitFor();
  await page.getByTestId('rates-by').getByText('地区').click();
  await page.getByTestId('rate-130900-expected').waitFor();
  const [expected, actual, total] = [await number('rate-130900-expected'), await number('rate-130900-actual'), await number('rate-total-expected')];
  expect(await number('rate-130900-rate')).toBeCloseTo(Math.round((1000 * actual) / expected) / 10, 1);
  expect(total).toBeGreaterThan(expected);
  await picture(page, 'story-rates');
  // the rate opens the reports of its numerator
  await page.getByTestId('rate-130900-rate').click();
  await page.getByRole('heading', { level: 1, name: '进展报告' }).waitFor();
  expect(await totalOf(page)).toBe(actual);
  const row = page.locator('tbody tr[data-testid^="row-"]').first();
  expect(await row.innerText()).toContain('沧州市');
  const reporter = await row.getByRole('link').first().innerText();
  await row.getByRole('link').first().click();
  await page.locator('.page-head', { hasText: reporter }).waitFor();
  await page.goBack();
  await page.getByTestId('list-total').waitFor();
  await page.goBack();
  // one sponsor, one batch: the same of fewer
  await page.getByTestId('rates-by').getByText('指导部门').click();
  await page.getByTestId('rate-none-expected').waitFor();
  const sponsor = page.locator('[data-testid^="rate-"][data-testid$="-actual"]').first();
  const counted = parseFloat(await sponsor.innerText());
  await sponsor.click();
  expect(await totalOf(page)).toBe(counted);
});

test('and an indicator down to one unit’s report', async () => {
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '指标', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '指标' }).waitFor();
  await page.getByTestId('indicator-search').fill('合理化建议');
  await page.locator('[data-testid^="indicator-"]').nth(2).waitFor();
  const listed = await page.getByTestId('figure-suggestions').innerText();
  await page.getByTestId('indicator-suggestions').click();
  await page.getByRole('heading', { level: 1, name: '合理化建议条数' }).waitFor();
  expect(await page.getByTestId('figure-total').innerText()).toBe(listed);
  expect(await page.getByTestId('definition').innerText()).toContain('各单位、各期相加');
  await page.getByTestId('trend-chart').locator('svg').waitFor();
  expect(await page.getByTestId('trend-chart').getAttribute('aria-hidden')).toBe('true');
  await picture(page, 'story-indicator');

  // a span of periods adds a flow up, and the list behind it is as long as the numbers are many
  const one = await number('figure-total');
  const { items: periods } = await ask<{ items: { id: string; name: string; state: string }[] }>(page, '/reporting-periods');
  const due = periods.filter(({ state }) => state === 'late' || state === 'closed');
  await choose(page, page.getByTestId('filter-from'), due[1]!.name);
  await page.waitForFunction((before) => document.querySelector('[data-testid="figure-total"]')!.textContent !== before, listed);
  expect(await number('figure-total')).toBeGreaterThan(one);
  const behind = await number('figure-rows');
  await page.getByTestId('figure-rows').click();
  await page.getByRole('heading', { level: 1, name: '合理化建议条数：各单位填报数' }).waitFor();
  expect(await totalOf(page)).toBe(behind);
  await page.goBack();
  // a region of it, and the unit that reported
  await page.getByTestId('line-130900').click();
  await page.getByRole('heading', { level: 1, name: '合理化建议条数：各单位填报数' }).waitFor();
  const row = page.locator('tbody tr[data-testid^="row-"]').first();
  expect(await row.innerText()).toContain('沧州市');
  const unit = await row.getByRole('link').first().innerText();
  const value = (await row.locator('td').nth(4).innerText()).replace(/[^\d.]/g, '');
  await row.locator('[data-testid^="report-"]').click();
  // the report itself, with the very number in it
  await page.locator('.page-head', { hasText: unit }).waitFor();
  await page.waitForFunction((shown) => [...document.querySelectorAll('input, td, [role="gridcell"]')].some((cell) => ((cell as HTMLInputElement).value ?? cell.textContent)?.replace(/[^\d.]/g, '') === shown), value);
});

test('a stock is the last period’s whatever the span, and says so; nobody is offered to add it up otherwise', async () => {
  await page.goto('/indicators/studios');
  await page.getByTestId('figure-total').waitFor();
  const one = await page.getByTestId('figure-total').innerText();
  const { items: periods } = await ask<{ items: { id: string; state: string }[] }>(page, '/reporting-periods');
  const due = periods.filter(({ state }) => state === 'late' || state === 'closed');
  await page.goto(`/indicators/studios?from=${due[2]!.id}&period=${due[0]!.id}`);
  await page.getByTestId('figure-total').waitFor();
  expect(await page.getByTestId('figure-total').innerText()).toBe(one);
  expect(await page.getByTestId('definition').innerText()).toContain('不跨期累加');
  for (const offer of ['edit-definition', 'add-target', 'add-figure']) expect(await page.getByTestId(offer).count()).toBe(0);
});

test('the office says what is counted, sets a target, and sees how far the year has come', async () => {
  await product.become(page, 'office.staff');
  await page.goto('/indicators/role_models');
  await page.getByTestId('edit-definition').click();
  await page.getByTestId('definition-text').fill('省级以上部门命名的先进典型，按命名文件计');
  await page.getByTestId('definition-source').fill('省产改办统计口径（样例）');
  await page.getByTestId('definition-save').click();
  await page.getByTestId('definition').filter({ hasText: '按命名文件计' }).waitFor();
  await page.getByTestId('add-target').click();
  await page.getByTestId('target-value').fill('2000');
  await page.getByTestId('target-source').fill('年度工作要点（样例）');
  await page.getByTestId('target-save').click();
  await page.getByText('2,000', { exact: false }).first().waitFor();
  await page.getByTestId('line-total').waitFor();
  expect(await page.locator('.figure-grid').innerText()).toMatch(/年度目标\s*2,000.*完成 \d/s);
});
