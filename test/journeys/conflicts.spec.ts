import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ask, choose, inSight, totalOf, type Rows } from './hands.js';
import { picture, startProduct, type Product } from './product.js';

interface Unit { id: string; name: string; employees: number; liaisonName: string; remark: string | null; version: number }

let product: Product;
let unit: Unit;
let first: Page;
let second: Page;
beforeAll(async () => {
  product = await startProduct();
  first = await product.as('office.staff');
  second = await product.as('city.cangzhou.staff');
  unit = (await ask<Rows<Unit>>(second, '/pilot-units?limit=1')).items[0]!;
}, 90_000);
afterAll(() => product?.close());

const openEditor = async (page: Page) => {
  await page.goto(`/units/${unit.id}`);
  await page.getByTestId('edit-unit').click();
  await page.getByLabel('联络员').waitFor();
};

test('who saves second sees what the other has changed, and both changes are kept', async () => {
  await openEditor(first);
  await openEditor(second);
  await first.getByLabel('职工人数').fill('1234');
  await first.getByTestId('save-unit').click();
  await first.getByTestId('save-unit').waitFor({ state: 'detached' });
  await first.getByText('1,234').waitFor();

  await second.getByLabel('备注').fill('联系人已更换');
  await second.getByTestId('save-unit').click();
  const warning = second.getByRole('alert').filter({ hasText: '他人刚刚修改了这条记录' });
  await warning.waitFor();
  expect(await warning.innerText()).toContain('1234');
  expect(await inSight(second, warning)).toBe(true);
  expect(await second.getByTestId('save-unit').isDisabled()).toBe(true);
  await picture(second, 'story-conflict');
  await second.getByTestId('take-theirs').click();
  expect(await second.getByLabel('职工人数').inputValue()).toBe('1234');
  expect(await second.getByLabel('备注').inputValue()).toBe('联系人已更换');
  await second.getByTestId('save-unit').click();
  await second.getByTestId('save-unit').waitFor({ state: 'detached' });
  expect(await ask<Unit>(second, `/pilot-units/${unit.id}`)).toMatchObject({ employees: 1234, remark: '联系人已更换' });
});

test('a new unit with three wrong fields is told about all three at their places, and nothing is kept', async () => {
  await second.goto('/units');
  const before = await totalOf(second);
  await second.getByTestId('add-unit').click();
  const drawer = second.getByRole('dialog', { name: '新增单位' });
  await drawer.getByLabel('统一社会信用代码').fill('12345');
  await choose(second, drawer.getByLabel('地区'), '沧州市');
  await choose(second, drawer.getByLabel('单位类别'), '企业');
  await drawer.getByLabel('单位名称').fill('坏');
  await drawer.getByLabel('校验位不符的原因').fill('误');
  await drawer.getByLabel('职工人数').fill('100');
  await drawer.getByLabel('产业工人数').fill('900');
  await drawer.getByLabel('联络电话').fill('0317'.repeat(15));
  const wrong = drawer.locator('.ant-form-item-has-error');
  const send = async () => {
    const answer = second.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith('/pilot-units'));
    await second.getByTestId('save-unit').click();
    expect((await answer).ok()).toBe(false);
    await second.locator('[data-testid="save-unit"]:not(.ant-btn-loading)').waitFor();
    await drawer.getByRole('alert').first().waitFor();
    expect(await inSight(second, drawer.getByRole('alert').first())).toBe(true);
    return Promise.all((await wrong.all()).map(async (item) => {
      expect((await item.locator('.ant-form-item-explain-error').innerText()).length).toBeGreaterThan(1);
      return item.locator('label').innerText();
    }));
  };
  expect(await send()).toEqual(expect.arrayContaining(['校验位不符的原因', '单位名称', '联络电话']));
  await picture(second, 'story-bad-input');

  // What is wrong with each field by itself is mended; now what they are together is told, again all of it.
  await drawer.getByLabel('单位名称').fill('沧州坏数据有限公司');
  await drawer.getByLabel('校验位不符的原因').fill('');
  await drawer.getByLabel('联络电话').fill('0317-1234567');
  expect(await send()).toEqual(['统一社会信用代码', '产业工人数']);

  await second.goto('/units');
  expect(await totalOf(second)).toBe(before);
  await second.getByTestId('unit-search').fill('沧州坏数据');
  await second.getByText('没有符合条件的记录').waitFor();
});
