import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ask, choose, totalOf, type Rows } from './hands.js';
import { takePhoto } from './in-page.js';
import { PHONE, picture, startProduct, type Product } from './product.js';

interface Visit {
  id: string;
  visitOn: string;
  state: string;
  unit: { id: string; name: string };
  checklist: { items: { id: string; seq: number; title: string }[] };
}

const FACTS = '车间三号线班组台账缺九月记录。';

let product: Product;
let page: Page;
let visit: Visit;
let unitName: string;
beforeAll(async () => {
  product = await startProduct();
  const unit = await product.as('unit.0001.liaison');
  const me = await ask<{ today: string; position: { organisation: { id: string; name: string } } }>(unit, '/me');
  unitName = me.position.organisation.name;
  page = await product.as('inspector', PHONE);
  const today = (await ask<Rows<Visit>>(page, '/visits?limit=200')).items.find((one) => one.unit.id === me.position.organisation.id)!;
  visit = await ask<Visit>(page, `/visits/${today.id}`);
}, 90_000);
afterAll(() => product?.close());

test('the inspector fills in the checklist one item a screen, and a reload half-way loses nothing', async () => {
  await page.getByTestId('todo-to_visit').click();
  await page.getByTestId(`row-${visit.id}`).getByRole('link', { name: unitName }).click();
  const items = [...visit.checklist.items].sort((a, b) => a.seq - b.seq);
  const half = Math.floor(items.length / 2);
  for (const [i, item] of items.entries()) {
    if (i === half) {
      await page.reload();
      await page.getByText(`检查表 ${half}/${items.length}`).waitFor();
    }
    await page.getByRole('heading', { level: 2, name: `${item.seq}. ${item.title}` }).waitFor();
    expect(await page.getByRole('heading', { level: 2 }).count()).toBe(1);
    const failed = i === 2;
    await page.getByTestId(failed ? 'verdict-fail' : 'verdict-pass').tap();
    if (failed) {
      await page.getByTestId('visit-note').fill('台账缺页。');
      await picture(page, 'story-inspect-phone');
    }
    await page.getByTestId('visit-next').tap();
  }
  await page.getByText('检查项已全部填写').waitFor();
  await page.getByTestId('visit-parts').getByText('检查表').tap();
  await page.getByTestId('visit-previous').waitFor();
  for (let i = items.length - 1; i > 2; i -= 1) await page.getByTestId('visit-previous').tap();
  expect(await page.getByTestId('verdict-fail').getAttribute('aria-pressed')).toBe('true');
  expect(await page.getByTestId('visit-note').inputValue()).toBe('台账缺页。');
});

test('a finding with its severity and a photo goes with the result, which is filed once and for all', async () => {
  await page.getByTestId('visit-parts').getByText('督查问题').tap();
  await page.getByTestId('add-finding').tap();
  await choose(page, page.getByTestId('finding-severity'), '突出问题');
  await choose(page, page.getByTestId('finding-nature'), '落实不到位');
  await page.getByTestId('finding-facts').fill(FACTS);
  await page.getByTestId('file-input').setInputFiles({ name: 'IMG_0007.jpeg', mimeType: 'image/jpeg', buffer: Buffer.from(await page.evaluate(takePhoto), 'base64') });
  await page.getByRole('button', { name: '移除 IMG_0007.jpg' }).waitFor();
  await page.getByTestId('finding-save').tap();
  await page.getByTestId('draft-finding').getByText('照片 1 张').waitFor();
  await page.getByTestId('visit-parts').getByText('核对提交').tap();
  expect(await page.getByTestId('file-result').isDisabled()).toBe(true);
  await page.getByTestId('visit-conclusion').fill('总体较好，台账需补齐。');
  await page.getByTestId('file-result').tap();
  await page.getByTestId('file-confirm').tap();
  await page.locator('.page-head [data-state="filed"]').waitFor();
  await page.getByText(FACTS).waitFor();
  expect(await page.getByTestId('file-result').count()).toBe(0);
  await picture(page, 'story-filed-phone');
});

test('the unit sees the finding only after the lead has fed it back, and then with its photo', async () => {
  const unit = await product.as('unit.0001.liaison', PHONE);
  await unit.goto('/findings');
  await unit.getByText('没有督查问题。').waitFor();
  expect(await totalOf(unit)).toBe(0);
  await unit.goto(`/visits/${visit.id}`);
  await unit.getByRole('heading', { level: 1 }).waitFor();
  expect(await unit.getByText(FACTS).count()).toBe(0);

  const lead = await product.as('inspector.lead', PHONE);
  await lead.getByTestId('todo-to_feed_back').tap();
  await lead.getByTestId(`row-${visit.id}`).getByRole('link', { name: unitName }).click();
  await lead.getByTestId('action-feed_back').tap();
  await lead.getByTestId('feed-back-confirm').tap();
  await lead.locator('.page-head [data-state="fed_back"]').waitFor();

  await unit.goto('/findings');
  await unit.getByText(FACTS).waitFor();
  expect(await totalOf(unit)).toBe(1);
  const file = unit.getByRole('link', { name: 'IMG_0007.jpg' });
  const sent = await unit.request.get((await file.getAttribute('href'))!);
  const bytes = await sent.body();
  expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
  expect(bytes.includes('Exif')).toBe(false);
  await picture(unit, 'story-fed-back-phone');
});

test('the inspector sees the visits assigned and no other', async () => {
  const office = await product.as('office.staff');
  const all = (await ask<Rows<Visit>>(office, '/visits?limit=200')).items;
  const mine = (await ask<Rows<Visit>>(page, '/visits?limit=200')).items.map(({ id }) => id);
  const foreign = all.filter(({ id }) => !mine.includes(id));
  expect(foreign.length).toBeGreaterThan(0);
  await page.goto('/visits');
  expect(await totalOf(page)).toBe(mine.length);
  await page.goto(`/visits/${foreign[0]!.id}`);
  await page.getByRole('heading', { level: 1, name: '没有找到' }).waitFor();
  expect(await page.getByText(foreign[0]!.unit.name).count()).toBe(0);
});
