import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ask, calendarCell, totalOf, type Rows } from './hands.js';
import { DESK, PASSWORD, PHONE, picture, startProduct, type Product } from './product.js';

interface Case { id: string; unit: { id: string; name: string } }
interface Task { code: string; name: string; lead: { code: string }; coLeads: { code: string }[]; cooperating: { code: string }[] }
interface Assignment { id: string; version: number; no: string; state: string; dueOn: string; originalDueOn: string; task: { code: string } }
interface Day { day: string; working: boolean }

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

let product: Product;
let department: Page;
let liaison: Page;
let leader: Page;
let task: Task;
let own: Case;
let given: Assignment;
let days: string[];

beforeAll(async () => {
  product = await startProduct();
  [department, liaison, leader] = await Promise.all([product.as('dept.hrss.leader'), product.as('unit.0001.liaison'), product.as('unit.0001.leader', PHONE)]);
  own = (await ask<Rows<Case>>(liaison, '/pilot-cases')).items[0]!;
  const taken = (await ask<Rows<Assignment>>(liaison, '/assignments?limit=200')).items.map((row) => row.task.code);
  const tasks = (await ask<Rows<Task>>(department, '/task-categories')).items;
  task = tasks.find(({ code, lead }) => lead.code === 'HRSS' && !taken.includes(code))!;
  const { today } = await ask<{ today: string }>(department, '/me');
  const until = new Date(Date.parse(today) + 90 * 86_400_000).toISOString().slice(0, 10);
  days = (await ask<{ items: Day[] }>(department, `/calendars/working-days?from=${today}&to=${until}`)).items.filter(({ working }) => working).map(({ day }) => day);
}, 90_000);
afterAll(() => product?.close());

const pick = async (page: Page, testId: string, day: string) => {
  await page.getByTestId(testId).click();
  await (await calendarCell(page, day)).click();
};
const stateShown = (page: Page, state: string) => page.locator(`.page-head [data-state="${state}"]`).waitFor();
const fresh = async (page: Page) => (given = await ask<Assignment>(page, `/assignments/${given.id}`));

test('a department gives a task to forty pilots at once', async () => {
  const page = department;
  await page.goto('/assignments/new');
  await page.getByTestId(`task-${task.code}`).check();
  await page.getByTestId('case-search').fill(own.unit.name);
  await page.getByTestId(`row-${own.id}`).getByRole('checkbox').check();
  await page.getByTestId('case-search').fill('');
  await page.getByRole('row').nth(15).waitFor();
  await page.waitForLoadState('networkidle');
  await page.getByRole('checkbox', { name: '选择本页全部' }).click();
  await page.getByText(/× [4-9]\d 个试点/).waitFor();
  const preview = await page.getByTestId('assign-preview').innerText();
  expect(Number(/× (\d+) 个试点/.exec(preview)![1])).toBeGreaterThanOrEqual(40);
  await pick(page, 'assign-due-on', days[15]!);
  await page.getByTestId('assign-issue').check();
  await page.getByTestId('assign-submit').click();
  expect(Number(/新建 (\d+) 条/.exec(await page.getByTestId('assign-result').innerText())![1])).toBeGreaterThanOrEqual(30);
  given = (await ask<Rows<Assignment>>(liaison, `/assignments?task=${task.code}&state=issued`)).items[0]!;
});

test('the department urges three of them from the list', async () => {
  const page = department;
  const rows = (await ask<Rows<Assignment>>(page, `/assignments?task=${task.code}&state=issued&lead=mine&limit=50`)).items.filter(({ id }) => id !== given.id).slice(0, 3);
  await page.goto(`/assignments?task=${task.code}&state=issued&lead=mine`);
  await page.getByTestId('bulk-mode').click();
  for (const { id } of rows) await page.getByTestId(`row-${id}`).getByRole('checkbox').check();
  await page.getByTestId('urge').click();
  // so that it goes out whatever day it is
  await page.getByRole('dialog').getByRole('checkbox').check();
  await page.getByTestId('urge-confirm').click();
  await page.getByTestId('urge-answer').getByText('3').first().waitFor();
  await picture(page, 'story-urge-three');
  expect(await ask<Rows<object>>(page, `/supervision-notices?kind=remind&assignment=${rows[0]!.id}`)).toMatchObject({ total: 1 });
});

test('the unit signs many at once, and asks for more time; its leader signs on a phone; the department grants it', async () => {
  const page = liaison;
  await page.goto(`/assignments?task=${task.code}`);
  await page.getByTestId('bulk-mode').click();
  await page.getByTestId(`row-${given.id}`).getByRole('checkbox').check();
  await page.getByTestId('bulk-take').click();
  await page.getByTestId('bulk-confirm').click();
  await page.getByTestId('bulk-answer').getByText('已办理 1 条').waitFor();

  await page.goto(`/assignments/${given.id}`);
  await page.getByTestId('ask-extension').click();
  await pick(page, 'extension-due-on', days[25]!);
  await page.getByTestId('extension-reason').fill('培训设备延迟到货，需顺延两周。');
  await picture(page, 'story-extension-ask');
  await page.getByTestId('extension-submit').click();
  await page.getByTestId('request-requested').waitFor();
  await page.getByTestId('ask-extension').waitFor({ state: 'detached' });

  await leader.reload();
  await leader.getByTestId('todo-extension_to_decide').click();
  expect(await totalOf(leader)).toBe(1);
  await picture(leader, 'story-extension-sign');
  await leader.getByTestId('extension-leader_sign').click();
  await leader.getByTestId('extension-confirm').click();
  await leader.locator('[data-total="0"]').waitFor();

  await department.goto('/');
  await department.getByTestId('todo-extension_to_decide').click();
  await department.getByTestId('extension-approve').first().click();
  await picture(department, 'story-extension-approve');
  await department.getByTestId('extension-confirm').click();
  await department.locator('[data-total="0"]').waitFor();
  expect(await fresh(page)).toMatchObject({ dueOn: days[25], originalDueOn: days[15] });
  await page.reload();
  await page.getByTestId('request-approved').waitFor();
  expect(await page.locator('.ant-descriptions').first().innerText()).toContain('原定');
});

test('the unit answers with evidence, its leader signs off, the department returns it with a new limit', async () => {
  await answer('已完成班组培训三期。');
  const reviewer = await product.as('dept.hrss.liaison');
  await reviewer.goto(`/assignments/${given.id}`);
  await reviewer.getByTestId('feedback-handed_in').getByText('已完成班组培训三期。').waitFor();
  await reviewer.getByTestId('action-return').click();
  await pick(reviewer, 'transition-due-on', days[30]!);
  await reviewer.getByTestId('transition-reason').fill('请补充培训名册。');
  await reviewer.getByTestId('transition-confirm').click();
  await stateShown(reviewer, 'returned');
  expect(await fresh(liaison)).toMatchObject({ dueOn: days[30], originalDueOn: days[15] });
});

test('the department mentions the unit’s liaison in the discussion, who reads it', async () => {
  await department.goto(`/assignments/${given.id}`);
  await department.getByTestId('comment-body').click();
  await department.keyboard.type('请看退回意见 @联络员1', { delay: 30 });
  await department.locator('.ant-mentions-dropdown').getByText('试点联络员1').first().click();
  await picture(department, 'story-comment');
  await department.getByTestId('comment-say').click();
  await department.getByText('已告知 试点联络员1').waitFor();
  await liaison.goto('/notifications');
  await liaison.getByText('提到您：请看退回意见').first().click();
  await liaison.waitForURL(`**/assignments/${given.id}`);
  // handed in twice under one name: two versions, both kept
  await liaison.getByTestId('file-培训名册.pdf').getByText('第 1 版').waitFor();
});

test('the department lays a milestone, and planned progress follows it', async () => {
  await department.getByTestId('plan-milestones').click();
  await department.getByTestId('add-milestone').click();
  await department.getByTestId('milestone-title-0').fill('完成首轮培训');
  await pick(department, 'milestone-due-0', days[10]!);
  await department.getByTestId('milestone-percent-0').fill('60');
  await picture(department, 'story-milestones');
  await department.getByTestId('save-milestones').click();
  await department.getByText('完成首轮培训').waitFor();
  expect(await ask<{ milestones: object[] }>(department, `/assignments/${given.id}`)).toMatchObject({ milestones: [{ dueOn: days[10], plannedProgress: 60, reached: false }] });
});

test('answered anew, confirmed by who cooperates, it is completed and gets its number', async () => {
  await answer('已补充名册和照片。');
  await liaison.getByTestId('file-培训名册.pdf').getByText('第 2 版').waitFor();
  await liaison.getByText('以前的版本（1）').click();
  await liaison.getByText('第 1 版').waitFor();
  const [first, ...others] = [...task.coLeads, ...task.cooperating].map(({ code }) => ({ code, username: code === 'UNION' ? 'office.staff' : `dept.${code.toLowerCase()}.leader` }));
  const partner = await product.as(first!.username, DESK);
  await partner.goto(`/assignments/${given.id}`);
  await partner.getByTestId('action-confirm').click();
  await partner.getByTestId('transition-opinion').fill('同意。');
  await partner.getByTestId('transition-confirm').click();
  await partner.getByTestId(`partner-${first!.code}`).getByText('已确认').waitFor();
  // the others by their own programs, which is quicker than a browser each
  for (const { username } of others) await confirmBy(username);
  await department.goto(`/assignments/${given.id}`);
  await department.getByTestId('action-complete').click();
  await department.getByTestId('transition-confirm').click();
  await stateShown(department, 'completed');
  await picture(department, 'story-completed');
  const staff = await product.as('office.staff');
  await staff.goto(`/assignments/${given.id}`);
  await staff.getByTestId('action-archive').click();
  await staff.getByTestId('transition-confirm').click();
  await stateShown(staff, 'archived');
  await staff.getByText(/XH-\d{4}-\d{6}/).first().waitFor();
}, 90_000);

async function confirmBy(username: string): Promise<void> {
  const post = async (path: string, body: object, headers = {}) => {
    const answer = await fetch(`${product.url}/api/v1${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
    expect(answer.status).toBe(200);
    return (await answer.json()) as { accessToken: string };
  };
  const { accessToken } = await post('/auth/login', { username, password: PASSWORD });
  const { version } = await fresh(liaison);
  await post(`/assignments/${given.id}/transitions`, { action: 'confirm' }, { authorization: `Bearer ${accessToken}`, 'if-match': `"${version}"`, 'idempotency-key': `confirm-${username}` });
}

/** The liaison hands an answer with a file to the leader, who finds it at home and signs it off on a phone. */
async function answer(conclusion: string): Promise<void> {
  await liaison.goto(`/assignments/${given.id}`);
  await liaison.getByTestId('action-feedback').click();
  await liaison.getByTestId('transition-conclusion').fill(conclusion);
  await liaison.getByTestId('file-input').setInputFiles({ name: '培训名册.pdf', mimeType: 'application/pdf', buffer: PDF });
  await liaison.getByRole('dialog').getByText('培训名册.pdf').waitFor();
  await liaison.getByTestId('transition-confirm').click();
  await liaison.getByTestId('feedback-drafted').waitFor();
  await leader.goto('/');
  await leader.getByTestId('todo-to_sign_off').click();
  await leader.getByRole('link', { name: `${task.code} ${task.name}` }).click();
  await leader.getByTestId('action-sign_off').click();
  await leader.getByRole('dialog').getByText(conclusion).waitFor();
  await picture(leader, 'story-sign-off');
  await leader.getByTestId('transition-confirm').click();
  await stateShown(leader, 'feedback_submitted');
}
