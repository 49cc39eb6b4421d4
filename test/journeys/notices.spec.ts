import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startMailServer, startReceiver } from '../../libs/notify/testing.js';
import { ask, totalOf, type Rows } from './hands.js';
import { PNG } from '../promises/scene.js';
import { picture, startProduct, type Product } from './product.js';

let product: Product;
let mail: Awaited<ReturnType<typeof startMailServer>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  mail = await startMailServer();
  receiver = await startReceiver();
  Object.assign(process.env, { SMTP_URL: mail.url, MAIL_FROM: 'notice@example.org' });
  // with the worker in it, as `npm start` has
  product = await startProduct({ schedules: true });
}, 90_000);
afterAll(async () => {
  await product?.close();
  delete process.env['SMTP_URL'];
  delete process.env['MAIL_FROM'];
  await mail.stop();
  await receiver.stop();
});

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

test('a person gives an address, confirms it by the code that came there, and chooses one digest a day', async () => {
  const page = await product.as('unit.0002.liaison');
  await page.getByTestId('user-menu').click();
  await page.getByTestId('own-account').click();
  await page.getByTestId('own-notices').click();
  await page.getByTestId('email').fill('liaison@example.org');
  await page.getByTestId('ask-code').click();
  await page.getByTestId('email-code').fill('000000');
  const code = /(\d{6})/.exec(mail.mails.find(({ to }) => to === 'liaison@example.org')!.text)![1]!;
  await page.getByTestId('confirm-email').click();
  await page.locator('.ant-form-item-explain-error').first().waitFor();
  await page.getByTestId('email-code').fill(code);
  await page.getByTestId('confirm-email').click();
  await page.getByTestId('own-email').getByText('liaison@example.org').waitFor();
  await page.getByTestId('mail-digest').click();
  await page.getByTestId('digestAt').fill('09:15');
  await page.getByTestId('digestAt').press('Tab');
  await page.getByTestId('save-choice').click();
  await page.getByText('通知方式已保存').first().waitFor();
  await picture(page, 'story-notice-choice');
  expect(await ask(page, '/notification-preferences')).toMatchObject({ email: 'liaison@example.org', mail: 'digest', digestAt: '09:15' });
});

test('an administrator adds a webhook, sees its test arrive, and sends it again under the same id', async () => {
  const page = await product.as('sys.admin');
  await page.goto('/webhooks');
  await page.getByTestId('add-webhook').click();
  await page.getByTestId('webhook-name').fill('集成平台');
  await page.getByTestId('webhook-url').fill('https://10.0.0.1/hook');
  await page.getByTestId('event-assignment_issued').click();
  await page.getByTestId('save-webhook').click();
  await page.locator('.ant-form-item-explain-error').first().waitFor();
  await page.getByTestId('webhook-url').fill(`${receiver.url}/hook?key=k1`);
  await page.getByTestId('save-webhook').click();
  expect(await page.getByTestId('webhook-secret').inputValue()).toMatch(/^whsec_/);
  await picture(page, 'story-webhook-secret');
  await page.getByTestId('secret-kept').click();
  await page.getByRole('link', { name: '集成平台' }).click();
  await page.getByTestId('action-test').click();
  await page.locator('[data-delivery="sent"]').waitFor();
  await page.locator('[data-testid^="replay-"]').click();
  await page.locator('[data-delivery="waiting"]').waitFor({ state: 'detached' });
  await page.getByText('1 + 1').waitFor();
  await picture(page, 'story-webhook');
  expect(receiver.posts.map(({ path }) => path)).toEqual(['/hook?key=k1', '/hook?key=k1']);
  expect(new Set(receiver.posts.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});
