import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pinyin } from 'pinyin-pro';
import type { Page } from 'playwright-core';
import { ask, type Rows } from './hands.js';
import { picture, startProduct, type Product } from './product.js';

interface Assignment {
  id: string;
  caseId: string;
  unit: { id: string; name: string };
  task: { code: string };
  light: string;
  progress: number;
  plannedProgress: number;
}

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

let product: Product;
let page: Page;
/** Far behind its plan and due last of all, so only what is logged can move its light. */
let task: Assignment;
beforeAll(async () => {
  product = await startProduct();
  page = await product.as('city.cangzhou.staff');
  const red = await ask<Rows<Assignment>>(page, '/assignments?light=red&state=in_progress&sort=-dueOn&limit=1');
  task = red.items[0]!;
}, 90_000);
afterAll(() => product?.close());

test('a unit is found by a piece of its Chinese name, by pinyin and by initials', async () => {
  const piece = task.unit.name.slice(0, 6);
  const syllables = pinyin(piece, { toneType: 'none', type: 'array' });
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '试点单位' }).click();
  const row = page.getByTestId(`row-${task.unit.id}`);
  const ways = [task.unit.name.slice(2, 5), syllables.join(''), syllables.map(([initial]) => initial).join('')];
  for (const typed of ways) {
    const answer = page.waitForResponse((response) => response.url().includes(`q=${encodeURIComponent(typed)}`));
    await page.getByTestId('unit-search').fill(typed);
    await answer;
    await row.waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe(typed);
  }
  await page.getByTestId('unit-search').fill('没有这样的单位');
  await page.getByText('没有符合条件的记录').waitFor();
  await page.goBack();
  await row.getByRole('link', { name: task.unit.name }).click();
  await page.getByRole('heading', { level: 1, name: task.unit.name }).waitFor();
});

test('progress logged with a file on the case page moves the light and stands on the timeline', async () => {
  await page.locator(`a[href="/cases/${task.caseId}"]`).first().click();
  const row = page.getByRole('row').filter({ has: page.getByTestId(`log-progress-${task.id}`) });
  await row.locator('[data-light="red"]').waitFor();
  const reached = Math.min(99, task.plannedProgress + 5);

  await page.getByTestId(`log-progress-${task.id}`).click();
  await page.getByTestId('progress-submit').click();
  await page.getByText('必填').waitFor();
  await page.getByTestId('progress-percent').fill(String(reached));
  await page.getByTestId('progress-done').fill('完成两期班组长轮训，共 86 人。');
  await page.getByTestId('progress-problems').fill('夜班职工参训时间难以保证。');
  await page.getByTestId('progress-next-steps').fill('下月开设线上课程。');
  await page.getByTestId('file-input').setInputFiles({ name: '培训签到表.pdf', mimeType: 'application/pdf', buffer: PDF });
  await page.getByRole('button', { name: '移除 培训签到表.pdf' }).waitFor();
  await picture(page, 'story-log-progress');
  await page.getByTestId('progress-submit').click();
  await page.getByText('进展已记录').waitFor();

  await row.locator('[data-light="green"]').waitFor();
  const kept = await ask<Assignment>(page, `/assignments/${task.id}`);
  expect(kept).toMatchObject({ light: 'green', progress: reached });
  expect(await row.innerText()).toContain(`${reached}%`);

  await row.locator(`a[href="/assignments/${task.id}"]`).click();
  const timeline = page.getByRole('region', { name: '办理过程' });
  const entry = timeline.getByRole('listitem').filter({ hasText: '完成两期班组长轮训，共 86 人。' });
  await entry.waitFor();
  const words = await entry.innerText();
  for (const said of [`进度 ${reached}%`, '夜班职工参训时间难以保证。', '下月开设线上课程。', '沧州市经办人（样例）', '沧州市总工会', '市级工会经办人']) expect(words).toContain(said);
  expect(await page.locator('.page-head [data-light]').getAttribute('data-light')).toBe(kept.light);
  const file = entry.getByRole('link', { name: '培训签到表.pdf' });
  const sent = await page.request.get((await file.getAttribute('href'))!);
  expect((await sent.body()).equals(PDF)).toBe(true);
  await picture(page, 'story-timeline');
});

test("another city's unit is not found, whether by search or by its address", async () => {
  const office = await product.as('office.staff');
  const { items } = await ask<Rows<{ id: string; name: string }>>(office, '/pilot-units?region=130100&limit=1');
  const foreign = items[0]!;
  await page.goto(`/units/${foreign.id}`);
  await page.getByRole('heading', { level: 1, name: '没有找到' }).waitFor();
  expect(await page.getByText(foreign.name).count()).toBe(0);
  await page.goto(`/units?q=${encodeURIComponent(foreign.name)}`);
  await page.getByText('没有符合条件的记录').waitFor();
});
