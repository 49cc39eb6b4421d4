import ExcelJS from '@protobi/exceljs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ask, type Rows } from './hands.js';
import { picture, startProduct, type Product } from './product.js';

interface ReportRow { id: string; unit: { id: string; name: string } }

let product: Product;
let page: Page;
beforeAll(async () => {
  product = await startProduct();
  page = await product.as('office.staff');
}, 90_000);
afterAll(() => product?.close());

const workbook = async (path: string) => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await (await page.request.get(path)).body()) as never);
  return book;
};

test('the office makes a period for one city, sees of whom it is expected, and opens it', async () => {
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '填报期' }).click();
  await page.getByTestId('add-period').click();
  await page.getByTestId('period-type').click();
  await page.getByTitle('专题报告').click();
  const drawer = page.getByRole('dialog');
  await drawer.getByTestId('period-name').fill('高技能人才专项');
  const days = drawer.locator('.ant-picker input');
  const fillDay = async (at: number, day: string) => {
    await days.nth(at).fill(day);
    await days.nth(at).press('Enter');
  };
  const today = new Date().toISOString().slice(0, 10);
  const later = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
  await fillDay(0, '2026-01-01');
  await fillDay(1, '2026-06-30');
  await fillDay(2, later(2));
  await drawer.getByTestId('period-due-on-kind').click();
  await page.getByTitle('工作日', { exact: true }).click();
  await drawer.getByTestId('period-due-on-days').fill('5');
  await fillDay(3, later(40));
  await drawer.getByTestId('period-regionCodes').click();
  await page.getByTitle('沧州市', { exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByTestId('save-period').click();
  await page.getByRole('heading', { level: 1, name: '高技能人才专项' }).waitFor();
  const [, expected] = /应报 (\d+) 个/.exec(await page.getByText(/按今天的情况：应报/).innerText())!;
  expect(Number(expected)).toBeGreaterThan(20);
  await page.getByTestId('roll-other_region').click();
  await page.getByText('不应报：地区不在范围').first().waitFor();
  await picture(page, 'story-period-roll');

  await page.getByTestId('open-period').click();
  await page.getByRole('button', { name: '确定' }).click();
  await page.getByText(`开启时固定：应报 ${expected} 个`).waitFor();
  expect(await page.locator('.page-head').innerText()).toContain('填报中');
  expect(today).toBeTruthy();
});

test('a city fills two units’ forms offline and brings them in together', async () => {
  await product.become(page, 'city.cangzhou.staff');
  const { items } = await ask<Rows<ReportRow>>(page, '/progress-reports?period=open&state=draft&limit=2');
  const files = await Promise.all(items.map(async (row) => {
    const book = await workbook(`/api/v1/progress-reports/${row.id}/form`);
    const sheet = book.getWorksheet('综合情况')!;
    sheet.eachRow((line) => void (line.getCell(3).value === '特色做法与制度成果' && (line.getCell(4).value = `${row.unit.name}的做法`)));
    return { name: `${row.unit.name}.xlsx`, mimeType: 'application/octet-stream', buffer: Buffer.from(await book.xlsx.writeBuffer()) };
  }));
  await page.goto('/reports');
  await page.getByTestId('import-forms').click();
  await page.getByRole('heading', { level: 1, name: '导入填报表' }).waitFor();
  await page.getByTestId('ledger-file').setInputFiles(files);
  const together = page.getByRole('button', { name: '导入无误的 2 个文件' });
  await together.waitFor();
  await picture(page, 'story-forms-previewed');
  await together.click();
  await page.getByRole('button', { name: '确定' }).click();
  await page.getByText('已导入 2 个文件').waitFor();
  for (const row of items) {
    const report = await ask<{ sections: { features: string }; onBehalf: string }>(page, `/progress-reports/${row.id}`);
    expect(report).toMatchObject({ sections: { features: `${row.unit.name}的做法` }, onBehalf: expect.stringContaining('离线填报表导入') });
  }
});

test('a department reads its tasks across units and asks one of them for more; the unit answers where it stands', async () => {
  await product.become(page, 'dept.hrss.liaison');
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '任务填报' }).click();
  const row = page.locator('tbody tr[data-row-key]').first();
  await row.locator('[data-testid^="ask-"]').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByTestId('asked-fields').waitFor();
  expect(await dialog.getByTestId('asked-fields').innerText()).toMatch(/年已要求该单位填报 \d+ 项/);
  await dialog.getByTestId('ask-text').fill('请补充培训班次');
  await dialog.getByTestId('ask-confirm').click();
  await row.getByText('待答复').waitFor();
  expect(await row.innerText()).toContain('请补充培训班次');
  await picture(page, 'story-reported-tasks');
});
