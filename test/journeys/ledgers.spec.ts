import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { takeUnits, type LedgerRow } from './ledger-file.js';
import { ask, type Rows } from './hands.js';
import { PHONE, picture, startProduct, type Product } from './product.js';

/** As a city union sends it: titles, other words for the columns, a wrong character, a count in words, a totals row and a note. */
const ROWS: LedgerRow[] = [
  ['沧州旅程一有限公司', '91130900M00010TE1G', '沧洲市', '４２０人', 300, '省级', '第一批', '2026年3月2日'],
  ['沧州旅程二有限公司', '91130900M00010TE2K', '沧州', '1,420', '很多', '省级试点', '第1批', '2026/3/2'],
  ['沧州旅程三有限公司', '91130900M00010TE3N', '河北省沧州市', 90, 80, '省级', '一批', '20260302'],
];

let product: Product;
let page: Page;
beforeAll(async () => {
  product = await startProduct();
  page = await product.as('office.staff');
}, 90_000);
afterAll(() => product?.close());

const counts = async () => Object.fromEntries(await page.locator('.import-head [data-count]').evaluateAll((all) => all.map((one) => [one.getAttribute('data-count'), Number(one.getAttribute('data-n'))])));
const known = async (q: string) => (await ask<Rows<{ name: string; employees: number; region: { code: string } }>>(page, `/pilot-units?q=${encodeURIComponent(q)}`)).items;

test('an office brings a ledger with mistakes, and sees each of them before anything is written', async () => {
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '试点单位' }).click();
  await page.getByTestId('import').click();
  await page.getByRole('heading', { level: 1, name: '导入单位台账' }).waitFor();
  const template = await page.request.get((await page.getByTestId('template').getAttribute('href'))!);
  expect(template.headers()['content-type']).toContain('spreadsheetml');
  await picture(page, 'story-ledger-drop');

  await page.getByTestId('ledger-file').setInputFiles({ name: '沧州市台账.xlsx', mimeType: 'application/octet-stream', buffer: await takeUnits(ROWS) });
  await page.locator('.import-head [data-testid="import-status"][data-state="previewed"]').waitFor();
  expect(await counts()).toEqual({ create: 1, update: 0, unchanged: 0, error: 2, warning: 0 });
  const rows = page.locator('tbody tr[data-row-key]');
  // those that fail are on top
  expect(await rows.first().innerText()).toMatch(/台账 第 4 行[\s\S]*所属地区沧洲市[\s\S]*是否为“沧州市”/);
  expect(await rows.nth(1).innerText()).toMatch(/产业工人数很多[\s\S]*应为整数/);
  expect(await page.locator('.import-notes').textContent()).toMatch(/台账 第 7 行 · 合计行[\s\S]*台账 第 8 行 · 说明/);
  expect(await page.getByTestId('commit-all').isDisabled()).toBe(true);
  expect(await known('沧州旅程')).toEqual([]);
  await picture(page, 'story-ledger-preview');
});

test('it is left and found again, mended where it stands, and taken in', async () => {
  const address = page.url();
  await page.getByRole('link', { name: '导入另一个文件' }).click();
  await page.getByRole('link', { name: '沧州市台账.xlsx' }).click();
  await page.waitForURL(address);

  await page.getByTestId('take-沧州市').click();
  await page.locator('.import-head [data-count="error"][data-n="1"]').waitFor();
  await page.getByTestId('mend-5').click();
  await page.getByTestId('cell-industrialWorkers').fill('还是很多');
  await page.getByTestId('mend-save').click();
  await page.getByTestId('mend-save').waitFor({ state: 'hidden' });
  await page.locator('.import-head [data-count="error"][data-n="1"]').waitFor();
  await page.getByTestId('mend-5').click();
  await page.getByTestId('cell-industrialWorkers').fill('９００人');
  await picture(page, 'story-ledger-mend');
  await page.getByTestId('mend-save').click();
  await page.locator('.import-head [data-count="error"][data-n="0"]').waitFor();
  const marked = await page.request.get((await page.getByTestId('annotated').getAttribute('href'))!);
  expect(marked.ok()).toBe(true);

  await page.getByTestId('commit-all').click();
  await page.locator('.import-head [data-testid="import-status"][data-state="committed"]').waitFor();
  expect((await known('沧州旅程')).map(({ name, employees, region }) => [name, employees, region.code])).toEqual([
    ['沧州旅程一有限公司', 420, '130900'], ['沧州旅程三有限公司', 90, '130900'], ['沧州旅程二有限公司', 1420, '130900'],
  ]);
  await picture(page, 'story-ledger-committed');
});

test('what was brought by mistake is taken back', async () => {
  await page.getByTestId('undo').click();
  await page.getByRole('button', { name: '确定' }).click();
  await page.locator('.import-head [data-testid="import-status"][data-state="undone"]').waitFor();
  expect(await known('沧州旅程')).toEqual([]);
});

test('on a phone a unit brings its progress, and a file of the old kind is refused with what to do', async () => {
  const phone = await product.as('unit.0001.liaison', PHONE);
  await phone.goto('/imports/progress-updates');
  await phone.getByTestId('ledger-file').setInputFiles({ name: '进展.xls', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from('d0cf11e0a1b11ae1', 'hex') });
  await phone.getByText('另存为').first().waitFor();
  await picture(phone, 'story-ledger-phone-refused');
  await phone.goto('/imports/pilot-units');
  await phone.getByRole('heading', { level: 1, name: '没有权限' }).waitFor();
});
