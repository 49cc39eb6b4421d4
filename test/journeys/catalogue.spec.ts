import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ask, type Rows } from './hands.js';
import { picture, startProduct, type Product } from './product.js';

let product: Product;
let office: Page;
beforeAll(async () => {
  product = await startProduct();
  office = await product.as('office.staff');
}, 90_000);
afterAll(() => product?.close());

const PDF = Buffer.from('%PDF-1.7\n% 样例数据\n%%EOF');

test('the office hangs a document and tasks on a policy; a unit finds it from the task, and saves the document', async () => {
  const { items } = await ask<Rows<{ id: string; code: string; tasks: unknown[] }>>(office, '/policies?limit=50');
  const policy = items.find(({ tasks }) => tasks.length === 0)!;
  await office.goto(`/policies/${policy.id}`);
  await office.getByTestId('edit-policy').click();
  await office.getByTestId('policy-tasks').click();
  await office.keyboard.type('C03');
  await office.keyboard.press('Enter');
  await office.locator('.ant-drawer input[type=file]').setInputFiles({ name: '配套办法（样例）.pdf', mimeType: 'application/pdf', buffer: PDF });
  await office.locator('.ant-drawer').getByText('配套办法（样例）.pdf').waitFor();
  await office.getByTestId('policy-save').click();
  await office.locator('.ant-drawer').waitFor({ state: 'detached' });
  await office.getByRole('link', { name: '配套办法（样例）.pdf' }).waitFor();

  const unit = await product.as('unit.0001.liaison');
  await unit.goto('/tasks?q=C03');
  await unit.getByRole('link', { name: /^C03 / }).first().click();
  await unit.getByRole('heading', { name: /^C03 / }).waitFor();
  await picture(unit, 'story-task');
  const [download] = await Promise.all([unit.waitForEvent('download'), unit.getByRole('link', { name: '配套办法（样例）.pdf' }).click()]);
  expect(await readFile(await download.path())).toEqual(PDF);
  // from the task to the policy and back
  await unit.locator(`a[href="/policies/${policy.id}"]`).click();
  await unit.getByRole('link', { name: /^C03 / }).click();
  const { id } = (await ask<{ items: { id: string; code: string }[] }>(unit, '/task-categories')).items.find(({ code }) => code === 'C03')!;
  await unit.waitForURL(`**/tasks/${id}`);
  const own = await ask<Rows<unknown>>(unit, '/assignments?task=C03');
  expect(Number(await unit.getByTestId('task-total').textContent())).toBe(own.total);
  expect(await unit.getByTestId('edit-policy').count()).toBe(0);
});

test('a catalogue that comes by ledger is a new version: what differs is told, and the old one can still be read', async () => {
  const csv = '任务编号,任务名称,方向代码,改革方向,牵头部门,考核指标\nC03,企业新型学徒制（修订）,QUALITY,素质提升,省人社厅,宣讲教育场次\nZ01,新增任务,QUALITY,素质提升,省总工会,\n';
  const brought = await office.request.post('/api/v1/task-categories/imports', { multipart: { file: { name: 'tasks.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) } } });
  const { id } = (await brought.json()) as { id: string };
  await office.goto(`/imports/task-categories/${id}`);
  await office.getByTestId('commit-all').click();
  await office.getByText('已导入').first().waitFor();
  await office.goto('/tasks/versions');
  const newest = office.getByTestId('version-2');
  await newest.getByText('修改 1 项').waitFor();
  await newest.getByText('新增 1 项').waitFor();
  await newest.getByText('企业新型学徒制（修订）').first().waitFor();
  await picture(office, 'story-versions');
  await office.getByRole('link', { name: '第 1 版' }).click();
  await office.waitForURL(/catalogueVersion=1/);
  await office.getByRole('link', { name: /^A01 / }).first().waitFor();
  const exported = await office.request.get((await office.getByTestId('export').getAttribute('href'))!);
  expect(exported.ok()).toBe(true);
  // nobody is on the new version yet, so the picture of what is given is as it was
  await office.goto('/matrix');
  const size = office.getByTestId('matrix-size');
  await size.waitFor();
  expect(Number(await size.getAttribute('data-columns'))).toBe(52);
});
