import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ask, choose, totalOf, type Rows } from './hands.js';
import { picture, startProduct, type Product } from './product.js';

interface Unit { id: string; name: string; status: string }

let product: Product;
beforeAll(async () => {
  product = await startProduct();
}, 90_000);
afterAll(() => product?.close());

test('a unit is renamed from a day on; before that day the register still shows the old name', async () => {
  const page = await product.as('office.staff');
  const unit = (await ask<Rows<Unit>>(page, '/pilot-units?region=130600&limit=1')).items[0]!;
  await page.goto(`/units/${unit.id}`);
  await page.getByTestId('unit-acts').click();
  await page.getByTestId('act-identity').click();
  await page.getByTestId('act-name').fill('保定更名试验有限公司');
  await page.getByTestId('send-act').click();
  await page.getByText('必填').first().waitFor();
  await page.getByTestId('act-reason').fill('工商变更登记');
  await page.getByTestId('send-act').click();
  await page.getByRole('heading', { level: 1, name: '保定更名试验有限公司' }).waitFor();
  await page.getByText(`${unit.name} → 保定更名试验有限公司`).waitFor();
  await picture(page, 'story-renamed');
  await page.goto(`/units/${unit.id}?asOf=2026-06-01`);
  await page.getByText('现为 保定更名试验有限公司').waitFor();
  await picture(page, 'story-as-of');
  await page.goto(`/units?asOf=2026-06-01&q=${encodeURIComponent(unit.name)}`);
  await page.getByRole('link', { name: unit.name }).first().waitFor();
  await page.goto('/units?q=baodinggengming');
  expect(await totalOf(page)).toBe(1);
});

test('two look-alikes: one pair is told apart, the other is one unit and merged', async () => {
  const page = await product.as('office.staff');
  await page.goto('/units');
  await page.getByRole('link', { name: '疑似重复' }).click();
  const pairs = page.locator('[data-testid^="pair-"]');
  await pairs.first().waitFor();
  await picture(page, 'story-duplicates');
  const before = await pairs.count();
  expect(before).toBeGreaterThan(2);
  await page.locator('[data-testid^="distinct-"]').last().click();
  await page.getByTestId('distinct-reason').fill('经核实为两家企业');
  await page.getByRole('button', { name: '确定' }).click();
  await page.waitForFunction((n) => document.querySelectorAll('[data-testid^="pair-"]').length === n, before - 1);

  const first = pairs.first();
  const [stays, goes] = await first.locator('thead a').allTextContents();
  await first.locator('[data-testid^="merge-"]').click();
  await page.getByRole('radio', { name: stays! }).check();
  await page.getByTestId('act-reason').fill('同一家企业重复登记');
  await page.getByTestId('send-act').click();
  await page.getByRole('heading', { level: 1, name: stays! }).waitFor();
  await page.getByText('吸收').or(page.getByText('并入本单位的有')).first().waitFor();
  const gone = (await ask<Rows<Unit>>(page, `/pilot-units?status=merged&q=${encodeURIComponent(goes!)}`)).items[0]!;
  expect(gone.name).toBe(goes);
  await page.goto(`/units/${gone.id}`);
  await page.getByText('该单位已并入').waitFor();
  expect(await page.getByTestId('unit-acts').count()).toBe(0);
});

test('a leader crosses ownership with size, and a number opens exactly its rows', async () => {
  const page = await product.as('leader');
  await page.goto('/units/statistics');
  await choose(page, page.getByTestId('stats-rows'), '所有制');
  await choose(page, page.getByTestId('stats-columns'), '规模');
  const cell = page.getByTestId('count-private-L');
  await cell.waitFor();
  await picture(page, 'story-unit-statistics');
  const n = Number((await cell.innerText()).replaceAll(',', ''));
  expect(n).toBeGreaterThan(0);
  await cell.click();
  await page.waitForURL('**/units?ownership=private&size=L');
  expect(await totalOf(page)).toBe(n);
});
