import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ask, choose, showPassword, type Rows } from './hands.js';
import { picture, startProduct, type Product } from './product.js';

interface Shown {
  id: string;
  version: number;
  scheme: { content: { levels: { items: { code: string; indicator: string | null; target: string | null }[] }[] } };
  sides: { side: string; marks: { item: string; verdict: string | null }[] }[];
}

let product: Product;
let liaison: Page;
let leader: Page;
let city: Page;
let staff: Page;
let id: string;
const path = () => `/evaluations/${id}`;
beforeAll(async () => {
  product = await startProduct();
  [liaison, leader, staff] = await Promise.all([product.as('unit.0001.liaison'), product.as('unit.0001.leader'), product.as('office.staff')]);
  id = (await ask<Rows<{ id: string }>>(liaison, '/evaluations?state=self_scoring')).items[0]!.id;
}, 90_000);
afterAll(() => product?.close());

/** The rest is marked as a program would: what a person does with one item is done with each. */
async function markTheRest(page: Page, side: string): Promise<void> {
  const { version, scheme, sides } = await ask<Shown>(page, path());
  const done = sides.find((one) => one.side === side)!.marks.filter(({ verdict }) => verdict).map(({ item }) => item);
  const marks = scheme.content.levels.flatMap(({ items }) => items).filter(({ code }) => !done.includes(code))
    .map(({ code, indicator, target }) => ({ item: code, verdict: indicator ? 'counted' : 'full', reason: '见佐证材料。', ...(indicator && target === null && { target: '20' }) }));
  const answer = await page.request.patch(`/api/v1${path()}/marks`, { headers: { 'If-Match': `"${version}"` }, data: { marks } });
  expect(answer.status()).toBe(200);
}

test('the office makes the sample scheme of this year its own', async () => {
  await staff.goto('/evaluation-schemes');
  await staff.getByTestId('scheme-edit').click();
  await staff.getByTestId('add-item-ORG').click();
  await staff.getByTestId('scheme-source').fill('冀产改〔样例〕9号');
  await staff.getByTestId('scheme-save').click();
  await staff.getByText('必填').first().waitFor();
  const added = staff.locator('.scheme-item').nth(3);
  await added.getByLabel('指标', { exact: true }).fill('群众监督');
  await added.getByLabel('分值').fill('2');
  await added.getByLabel('评分标准').fill('有渠道、有回应，得满分。');
  await staff.getByTestId('scheme-save').click();
  await staff.getByText('各项分值合计 102，应为 100').first().waitFor();
  await staff.locator('.scheme-item').first().getByLabel('分值').fill('2');
  await staff.getByTestId('scheme-save').click();
  await staff.getByText(/第 2 版/).first().waitFor();
  await staff.getByText('群众监督').waitFor();
});

test('a unit scores itself with evidence, and its leader signs', async () => {
  await liaison.getByTestId('todo-evaluation_to_score').click();
  await liaison.locator(`tbody a[href="${path()}"]`).click();
  await liaison.getByTestId('mark-ORG-1').click();
  await liaison.getByTestId('mark-next').click();
  await liaison.getByText('必填').first().waitFor();
  await liaison.getByTestId('verdict-full').check();
  await liaison.getByTestId('mark-reason').fill('领导小组文件和责任分工已印发。');
  await liaison.getByTestId('mark-file').setInputFiles({ name: '领导小组文件.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF') });
  await liaison.getByText('领导小组文件.pdf').waitFor();
  await picture(liaison, 'story-evaluation-mark');
  await liaison.getByTestId('mark-next').click();
  await liaison.getByRole('dialog', { name: '试点方案与任务台账' }).waitFor();
  await liaison.getByTestId('verdict-half').check();
  await liaison.getByTestId('mark-reason').fill('台账更新不够及时。');
  await liaison.getByTestId('mark-save').click();
  await liaison.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await liaison.getByTestId('earned-self-ORG-1').innerText()).toBe('4');
  // no evidence, no points
  expect(await liaison.getByTestId('earned-self-ORG-2').innerText()).toBe('0');
  await markTheRest(liaison, 'self');
  await liaison.reload();
  await liaison.getByTestId('action-submit').click();
  await liaison.getByTestId('evaluation-confirm').click();
  await liaison.locator('.page-head [data-state="unit_review"]').waitFor();

  await leader.reload();
  await leader.getByTestId('todo-evaluation_to_sign').click();
  await leader.locator(`tbody a[href="${path()}"]`).click();
  await leader.getByTestId('action-sign').click();
  await leader.getByTestId('evaluation-confirm').click();
  await leader.locator('.page-head [data-state="city_scoring"]').waitFor();
});

test('the city scores apart, taking over what it agrees with, and reports to the province', async () => {
  city = await product.as('city.tangshan.reviewer');
  await city.goto(path());
  await city.getByTestId('mark-ORG-1').click();
  await city.getByTestId('verdict-half').check();
  await city.getByTestId('mark-reason').fill('分工未落实到班组。');
  await city.getByTestId('mark-save').click();
  await city.getByRole('dialog').waitFor({ state: 'detached' });
  await city.getByTestId('adopt').click();
  await city.getByTestId('adopt').waitFor({ state: 'detached' });
  await city.getByTestId('action-report').click();
  await city.getByTestId('evaluation-confirm').click();
  await city.locator('.page-head [data-state="province_scoring"]').waitFor();
});

test('the province decides, the official grade reaches the unit, and the workbook opens', async () => {
  await staff.goto(path());
  await staff.getByTestId('adopt').click();
  await staff.getByTestId('adopt').waitFor({ state: 'detached' });
  const director = await product.as('office.director');
  await product.passAnHour();
  await director.goto(path());
  await director.getByTestId('action-publish').click();
  await director.getByTestId('evaluation-confirm').click();
  await showPassword(director);
  await director.locator('.page-head [data-state="published"]').waitFor();
  await picture(director, 'story-evaluation');

  await leader.reload();
  const official = await ask<{ score: number; grade: { name: string } }>(leader, path());
  expect(await leader.getByTestId('total-province').innerText()).toContain(`${official.score} ${official.grade.name}`);
  expect(await leader.getByTestId('earned-province-ORG-1').innerText()).toBe('2');
  const [file] = await Promise.all([leader.waitForEvent('download'), leader.getByTestId('evaluation-workbook').click()]);
  expect(file.suggestedFilename()).toMatch(/^评估表-\d{4}-.+\.xlsx$/);
  expect(readFileSync(await file.path()).subarray(0, 2).toString()).toBe('PK');
  await director.goto('/evaluations');
  await choose(director, director.getByTestId('filter-state'), '已公布');
  const [summary] = await Promise.all([director.waitForEvent('download'), director.getByTestId('export').click()]);
  expect(summary.suggestedFilename()).toBe('评估汇总.xlsx');
});
