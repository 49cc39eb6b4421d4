import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { choose } from './hands.js';
import { PASSWORD, picture, startProduct, type Product } from './product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
}, 90_000);
afterAll(() => product?.close());

test('the sign-in page lists the demo accounts, fills in the one picked, and opens the home page', async () => {
  const page = await product.visitor();
  await page.getByTestId('demo-office.director').waitFor();
  expect(await page.locator('.demo-account').count()).toBeGreaterThan(60);
  await page.getByTestId('demo-filter').fill('沧州');
  expect(await page.locator('.demo-account code').allTextContents()).toEqual(['city.cangzhou.staff', 'city.cangzhou.reviewer']);
  await page.getByTestId('demo-city.cangzhou.staff').click();
  expect(await page.getByTestId('username').inputValue()).toBe('city.cangzhou.staff');
  await picture(page, 'story-sign-in');
  await page.getByTestId('password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '沧州市经办人（样例），今日待办' }).waitFor();
  await page.getByTestId('todo-overdue').waitFor();
  expect(product.complaints()).toEqual([]);
});

test('five wrong passwords lock the account, and it says so in Chinese even to the right password', async () => {
  const page = await product.visitor();
  const error = page.getByTestId('sign-in-error');
  await page.getByTestId('username').fill('unit.0003.leader');
  for (let n = 1; n <= 5; n += 1) {
    await page.getByTestId('password').fill(`wrong ${n}`);
    const answer = page.waitForResponse('**/auth/login');
    await page.getByTestId('submit').click();
    expect((await answer).status()).toBe(401);
  }
  await page.getByTestId('password').fill(PASSWORD);
  await page.getByTestId('submit').click();
  await error.getByText('锁定').waitFor();
  expect(await error.innerText()).toMatch(/追踪号/);
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await picture(page, 'story-locked');
});

test('English is one click away, and so is the way back', async () => {
  const page = await product.visitor();
  await page.getByRole('heading', { name: '河北省产改试点通' }).waitFor();
  await page.getByTestId('language-switch').click();
  await page.getByRole('heading', { name: 'Hebei Reform Pilot Console' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.reload();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await page.getByTestId('language-switch').click();
  await page.getByRole('heading', { name: '河北省产改试点通' }).waitFor();
});

test('who holds two positions acts in one at a time, and the menu and the numbers follow', async () => {
  const page = await product.as('office.two.hats');
  const menu = page.getByRole('navigation', { name: '导航' });
  await menu.getByRole('link', { name: '全省态势' }).click();
  await page.getByTestId('cell-130200-units').waitFor();
  await menu.getByRole('link', { name: '交办任务' }).click();
  await page.getByTestId('assign').waitFor();
  const all = Number(await page.locator('[data-testid="list-total"][data-total]').getAttribute('data-total'));

  await choose(page, page.getByTestId('position-switch'), '市级工会经办人');
  await menu.getByRole('link', { name: '本市态势' }).waitFor();
  expect(await menu.getByRole('link', { name: '全省态势' }).count()).toBe(0);
  await menu.getByRole('link', { name: '交办任务' }).click();
  await page.getByTestId('list-total').waitFor();
  expect(await page.getByTestId('assign').count()).toBe(0);
  const ofTheCity = Number(await page.locator('[data-testid="list-total"][data-total]').getAttribute('data-total'));
  expect(ofTheCity).toBeGreaterThan(0);
  expect(ofTheCity).toBeLessThan(all);
  await menu.getByRole('link', { name: '本市态势' }).click();
  await page.getByTestId('cell-total-units').waitFor();
  expect(await page.getByTestId('cell-130200-units').count()).toBe(0);
});

test('signing out ends the session and leads back to where one wanted to go', async () => {
  const page = await product.as('leader');
  await page.getByTestId('user-menu').click();
  await page.getByTestId('sign-out').click();
  await page.getByTestId('submit').waitFor();
  expect((await page.request.get('/api/v1/me')).status()).toBe(401);
  await page.goto('/units?region=130900');
  await page.getByTestId('username').fill('leader');
  await page.getByTestId('password').fill(PASSWORD);
  await page.getByTestId('submit').click();
  await page.waitForURL('**/units?region=130900');
  await page.getByTestId('list-total').waitFor();
});

test('a tab from before a new release reloads itself once instead of failing', async () => {
  const page = await product.as('leader');
  let gone = 0;
  await page.route(/\/assets\/units-page-.*\.js/, (route) => {
    gone += 1;
    return gone === 1 ? route.fulfill({ status: 404, body: 'gone' }) : route.continue();
  });
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '试点单位' }).click();
  await page.getByRole('heading', { level: 1, name: '试点单位' }).waitFor();
  await page.getByTestId('list-total').waitFor();
  expect(gone).toBe(2);
});
