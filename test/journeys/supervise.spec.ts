import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ask, choose, totalOf, type Rows } from './hands.js';
import { picture, startProduct, type Product } from './product.js';

interface Assignment { id: string; no: string; unit: { name: string } }

let product: Product;
let staff: Page;
let director: Page;
let unit: Page;
let late: Assignment;

/** An assignment of the first unit's that is under way, whose limit passed yesterday. */
beforeAll(async () => {
  product = await startProduct();
  [staff, director, unit] = await Promise.all([product.as('office.staff'), product.as('office.director'), product.as('unit.0001.liaison')]);
  const rows = (await ask<Rows<Assignment>>(unit, '/assignments?state=in_progress&limit=1')).items;
  late = rows[0]!;
}, 90_000);
afterAll(() => product?.close());

test('an office lays a red notice before its director, who signs it', async () => {
  await staff.goto(`/assignments/${late.id}`);
  await staff.getByTestId('urge').click();
  await staff.getByTestId('urge-red').check();
  await staff.getByText('（须领导签发）').first().waitFor();
  await staff.getByTestId('urge-problem').fill('多次催办后仍未反馈。');
  await picture(staff, 'story-urge');
  await staff.getByTestId('urge-confirm').click();
  await staff.getByTestId('urge-confirm').waitFor({ state: 'detached' });

  await director.getByTestId('todo-notice_to_issue').click();
  const row = director.getByRole('row').filter({ hasText: late.unit.name }).filter({ hasText: '红色督办单' });
  await director.getByTestId('notices-choose').click();
  await row.getByRole('checkbox').check();
  await director.getByTestId('notices-issue').click();
  await director.getByText('已办理 1 件，未办理 0 件').waitFor();
});

test('the unit answers, the office asks again, and closes it once it is satisfied', async () => {
  await unit.reload();
  await unit.getByTestId('todo-notice_to_answer').click();
  await choose(unit, unit.getByTestId('filter-kind'), '红色督办单');
  await unit.getByRole('link', { name: '冀产改督红' }).first().click();
  await unit.getByText('多次催办后仍未反馈。').waitFor();
  await picture(unit, 'story-notice');
  await unit.getByTestId('action-reply').click();
  await unit.getByTestId('notice-confirm').click();
  await unit.getByText('必填').waitFor();
  await unit.getByTestId('notice-reply').fill('已成立专班，本周内反馈。');
  await unit.getByTestId('notice-confirm').click();
  await unit.locator('.page-head [data-state="replied"]').waitFor();
  expect(await unit.getByTestId('action-reply').count()).toBe(0);

  await staff.goto(new URL(unit.url()).pathname);
  await staff.getByTestId('action-return').click();
  await staff.getByTestId('notice-reason').fill('请写明完成日期');
  await staff.getByTestId('notice-confirm').click();
  await staff.locator('.page-head [data-state="issued"]').waitFor();
  await unit.reload();
  await unit.getByText('请写明完成日期').waitFor();
  await unit.getByTestId('action-reply').click();
  await unit.getByTestId('notice-reply').fill('十二月一日前完成。');
  await unit.getByTestId('notice-confirm').click();
  await unit.locator('.page-head [data-state="replied"]').waitFor();
  await staff.reload();
  await staff.getByTestId('action-close').click();
  await staff.getByTestId('notice-confirm').click();
  await staff.locator('.page-head [data-state="closed"]').waitFor();
  const [file] = await Promise.all([staff.waitForEvent('download'), staff.getByTestId('notice-word').click()]);
  expect(file.suggestedFilename()).toMatch(/^红色督办单-冀产改督红〔\d{4}〕\d+号\.docx$/);
  expect(readFileSync(await file.path()).subarray(0, 2).toString()).toBe('PK');
});

test('the director sees what other thresholds would do before they hold', async () => {
  await director.goto('/judging');
  await director.getByTestId('judging-yellowWithinWorkingDays').fill('40');
  await director.getByTestId('judging-try').click();
  const said = await director.getByTestId('judging-preview').innerText();
  const [, yellow, now] = /黄灯 (\d+) 个（现 (\d+)）/.exec(said)!;
  expect(Number(yellow)).toBeGreaterThan(Number(now));
  await director.getByTestId('judging-save').click();
  await director.getByText('已保存').waitFor();
  await director.goto('/assignments?light=yellow');
  expect(await totalOf(director)).toBe(Number(yellow));
});
