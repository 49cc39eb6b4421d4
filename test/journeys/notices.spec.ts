import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ask, totalOf, type Rows } from './hands.js';
import { PNG } from '../promises/scene.js';
import { picture, startProduct, type Product } from './product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
}, 90_000);
afterAll(() => product?.close());

test('a notice arrives in a browser that is just open; all are marked read, here and in the other window', async () => {
  const unit = await product.as('unit.0001.liaison');
  const given = (await ask<Rows<{ id: string; version: number; no: string; lead: { code: string } }>>(unit, '/assignments?state=in_progress&limit=1')).items[0]!;
  const liaison = `dept.${given.lead.code.toLowerCase()}.liaison`;
  const desk = await product.as(liaison);
  const second = await product.as(liaison);
  await second.goto('/notifications');
  await totalOf(second);
  const bell = (page: typeof desk) => page.getByTestId('notifications');
  const before = Number(/\d+/.exec((await bell(desk).getAttribute('aria-label'))!)![0]);

  const taken = async (page: typeof unit, data: object) => {
    const { version } = await ask<{ version: number }>(page, `/assignments/${given.id}`);
    return (await page.request.post(`/api/v1/assignments/${given.id}/transitions`, { headers: { 'If-Match': `"${version}"` }, data })).text();
  };
  const file = await unit.request.post('/api/v1/attachments', { multipart: { file: { name: '佐证.png', mimeType: 'image/png', buffer: PNG } } });
  await taken(unit, { action: 'feedback', conclusion: '已完成（样例）', attachmentIds: [(await file.json()).id] });
  // the unit's own leader comes first: the department hears of it once that has signed off
  const leader = await product.as('unit.0001.leader');
  expect(await taken(leader, { action: 'sign_off' })).toContain('"state":"feedback_submitted"');

  // Nobody touches the department's windows; by asking every minute they would not know yet.
  const more = new RegExp(`\\b${before + 1}\\b`);
  await desk.locator('[data-testid="notifications"]').and(desk.getByRole('button', { name: more })).waitFor({ timeout: 10_000 });
  await second.getByText(given.no).first().waitFor({ timeout: 10_000 });
  await picture(second, 'story-notices');

  await bell(desk).click();
  await desk.getByTestId('all-notifications').click();
  await desk.getByTestId('read-all').click();
  await desk.getByTestId('read-all').waitFor({ state: 'detached' });
  await second.getByTestId('read-all').waitFor({ state: 'detached', timeout: 10_000 });
  expect((await ask<Rows<unknown>>(desk, '/notifications?unread=true')).total).toBe(0);

  await desk.getByText(given.no).first().click();
  await desk.waitForURL(`**/assignments/${given.id}`);
});

test('who is signed out elsewhere is shown the sign-in page without having done anything', async () => {
  const desk = await product.as('city.tangshan.staff');
  const phone = await product.as('city.tangshan.staff');
  await phone.goto('/account');
  await phone.locator('[data-testid^="revoke-"]').first().click();
  await phone.getByRole('button', { name: '确定' }).click();
  await desk.getByTestId('submit').waitFor({ timeout: 15_000 });
});
