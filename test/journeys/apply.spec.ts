import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ask, choose, type Rows } from './hands.js';
import { picture, startProduct, type Product } from './product.js';

interface Case { id: string; state: string; caseNo: string; region: { code: string; name: string }; unit: { id: string; name: string } }

let product: Product;
let unit: Page;
let staff: Page;
let reviewer: Page;
let director: Page;
let pilot: Case;
const DOC_NO = '样例文号〔旅程〕7号';
const PDF = { name: '推荐意见.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n% sample\n%%EOF') };

beforeAll(async () => {
  product = await startProduct();
  unit = await product.as('unit.0001.leader');
  const [own] = (await ask<Rows<Case>>(unit, '/pilot-cases')).items;
  const regions = (await ask<Rows<{ code: string; nameEn: string }>>(unit, '/regions')).items;
  const pinyin = regions.find(({ code }) => code === own!.region.code)!.nameEn.split(' ')[0]!.toLowerCase().replace(/[^a-z]/g, '');
  staff = await product.as(`city.${pinyin}.staff`);
  reviewer = await product.as(`city.${pinyin}.reviewer`);
  director = await product.as('office.director');
}, 90_000);
afterAll(() => product?.close());

const saved = (page: Page) => page.locator('[data-saving="clean"]').waitFor();
const state = (page: Page, code: string) => page.locator(`.page-head [data-state="${code}"]`).waitFor();
const confirm = (page: Page) => page.getByTestId('transition-confirm').click();

test('a unit opens a draft, sees what is missing, and what it types is kept', async () => {
  const page = unit;
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '试点档案' }).click();
  await page.getByTestId('open-case').click();
  await choose(page, page.getByTestId('open-case-batch'), '第四批');
  await page.getByTestId('open-case-confirm').click();
  await page.getByTestId('application-form').waitFor();
  expect(await page.getByTestId('missing').innerText()).toContain('还缺 10 项');
  expect(await page.getByTestId('action-apply').isDisabled()).toBe(true);
  await page.getByTestId('missing').getByRole('button', { name: '工会主席' }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('unionChair');
  const text = { legalRep: '王样例', unionName: '样例工会', unionChair: '李样例', highSkill: '120', foundation: '已有班组培训制度', reason: '代表性强', unitOpinion: '同意申报' };
  for (const [field, value] of Object.entries(text)) await page.getByTestId(`field-${field}`).fill(value);
  await page.getByTestId('field-taskCodes').click();
  await page.keyboard.type('C03');
  await page.locator('.ant-select-item-option').filter({ hasText: 'C03' }).click();
  await page.keyboard.press('Escape');
  await choose(page, page.getByTestId('field-nominationRoute'), '企业自主申报');
  await page.getByLabel('单位主要负责人同意申报').check();
  await page.getByTestId('file-input').setInputFiles({ ...PDF, name: '基本情况.pdf' });
  await page.getByText('基本情况.pdf').waitFor();
  await page.getByTestId('nothing-missing').waitFor();
  await saved(page);
  await page.reload();
  await page.getByTestId('nothing-missing').waitFor();
  expect(await page.getByTestId('field-unionChair').inputValue()).toBe('李样例');
  await page.getByText('基本情况.pdf').waitFor();
  await picture(page, 'story-apply');
  await page.getByTestId('action-apply').click();
  await confirm(page);
  await state(page, 'applied');
  expect(await page.getByTestId('application-form').count()).toBe(0);
  pilot = await ask<Case>(page, `/pilot-cases/${new URL(page.url()).pathname.split('/')[2]!}`);
});

test('the city takes it in, and its reviewer returns it with a reason at the very field', async () => {
  await staff.reload();
  await staff.getByTestId('todo-case_to_accept').click();
  await staff.getByRole('link', { name: pilot.unit.name }).click();
  await staff.getByTestId('action-accept').click();
  await confirm(staff);
  await state(staff, 'city_review');
  await reviewer.goto(`/cases/${pilot.id}/application`);
  await reviewer.getByTestId('reason-for-unionName').fill('请填写全称');
  await reviewer.getByTestId('action-return').click();
  await reviewer.locator('.ant-modal textarea').fill('请补正后再报');
  await confirm(reviewer);
  await state(reviewer, 'draft');
});

test('the unit finds it at home, mends the field that is marked, and applies again', async () => {
  await unit.goto('/');
  expect(await unit.getByTestId('todo-case_to_mend').locator('strong').innerText()).toBe('1');
  await unit.goto(`/cases/${pilot.id}/application`);
  expect(await unit.getByTestId('returned').innerText()).toContain('请补正后再报');
  expect(await unit.getByTestId('reason-unionName').innerText()).toBe('退回理由：请填写全称');
  await unit.getByTestId('field-unionName').fill('样例公司工会委员会');
  await unit.locator('[data-saving="dirty"], [data-saving="saving"]').first().waitFor();
  await saved(unit);
  await unit.getByTestId('action-apply').click();
  await confirm(unit);
  await state(unit, 'applied');
});

test('the reviewer sees what changed, and recommends with opinion and file within the quota', async () => {
  await staff.goto(`/cases/${pilot.id}`);
  await staff.getByTestId('action-accept').click();
  await confirm(staff);
  await state(staff, 'city_review');
  await reviewer.goto(`/cases/${pilot.id}/application`);
  expect(await reviewer.getByTestId('changed-since').innerText()).toBe('退回后修改了：工会组织名称');
  const mended = await reviewer.getByTestId('review-unionName').innerText();
  expect(mended).toContain('样例公司工会委员会');
  expect(mended).toContain('修改前：样例工会');
  await picture(reviewer, 'story-review');
  await reviewer.getByTestId('action-recommend').click();
  await reviewer.getByTestId('quota-note').waitFor();
  await reviewer.locator('.ant-modal textarea').fill('同意推荐');
  await reviewer.locator('.ant-modal').getByTestId('file-input').setInputFiles(PDF);
  await reviewer.locator('.ant-modal').getByText(PDF.name).waitFor();
  await confirm(reviewer);
  await state(reviewer, 'province_review');
});

test('the office designates it from the list under one document, and another that cannot be is answered by itself', async () => {
  await director.goto('/cases?batch=B4');
  await director.getByTestId('designate-mode').click();
  const posted = (await ask<Rows<Case>>(director, '/pilot-cases?batch=B4&state=publicity')).items[0]!;
  for (const { id } of [pilot, posted]) await director.getByTestId(`row-${id}`).getByRole('checkbox').check();
  await director.getByTestId('designate').click();
  await director.getByTestId('designate-doc-no').fill(DOC_NO);
  await director.getByTestId('designate-confirm').click();
  const answer = director.getByTestId('designate-answer');
  await answer.waitFor();
  const told = await answer.innerText();
  expect(told).toContain('已确定 1 个，未受理 1 个');
  expect(told).toContain(posted.unit.name);
  expect(told).toContain('公示期至');
  await picture(director, 'story-designate');
});

test('the unit ends designated: told, shown step by step, and asked for its plan', async () => {
  await unit.goto('/');
  await unit.getByRole('link', { name: new RegExp(`${pilot.caseNo} 待您办理（确定）`) }).first().waitFor();
  await unit.getByTestId('todo-plan_to_write').click();
  await unit.getByTestId(`row-${pilot.id}`).getByRole('link', { name: pilot.unit.name }).click();
  await state(unit, 'designated');
  await unit.getByText(DOC_NO).first().waitFor();
  const told = await unit.locator('section', { has: unit.locator('#steps') }).innerText();
  for (const act of ['开立草稿', '申报', '受理', '退回', '推荐', '确定']) expect(told).toContain(act);
  expect(told).toContain('工会组织名称：请填写全称');
  await picture(unit, 'story-designated');
  await unit.getByTestId('to-plan').click();
  await unit.getByTestId('section-goals').fill('三年目标');
  await unit.getByTestId('plan-C03-measures').fill('开展等级认定');
  await unit.locator('[data-saving="dirty"], [data-saving="saving"]').first().waitFor();
  await saved(unit);
  await unit.reload();
  await unit.getByTestId('plan-C03-measures').waitFor();
  expect(await unit.getByTestId('plan-C03-measures').inputValue()).toBe('开展等级认定');
});

test('another unit does not see it', async () => {
  const other = await product.as('unit.0002.leader');
  await other.goto(`/cases/${pilot.id}/application`);
  await other.getByRole('heading', { level: 1, name: '没有找到' }).waitFor();
});
