import ExcelJS from '@protobi/exceljs';
import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { bring, takeIn } from '../ledgers/testing.js';

const PATH = 'progress-reports';
let test: TestApp;
let world: World;
let liaison: Client;
let city: Client;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  [liaison, city] = [await Client.signIn(test, 'unit.sibling.liaison'), await Client.signIn(test, 'city.staff')];
});
afterAll(() => test.close());

type Answer = [code: string, column: string, value: string | number | null];

/** Fills a form in as a person does: finds the row by its code and the column by its header. */
async function fill(bytes: Buffer, answers: Answer[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never);
  for (const [code, header, value] of answers) {
    let done = 0;
    for (const sheet of book.worksheets) {
      const headers = (sheet.getRow(1).values as string[]) ?? [];
      const [at, of] = [headers.indexOf(header), headers.indexOf('编号')];
      if (at < 0 || of < 0) continue;
      sheet.eachRow((row) => {
        if (row.getCell(of).value !== code) return;
        row.getCell(at).value = value;
        done += 1;
      });
    }
    if (done === 0) throw new Error(`no ${header} of ${code} in the form`);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
const form = async (client: Client, id: string) => (await client.download(`/${PATH}/${id}/form`)).bytes;
const page = async (client: Client, id: string) => (await client.get(`/${PATH}/${id}`)).body;
const entry = (body: { entries: { task: { code: string } }[] }, code: string) => body.entries.find(({ task }) => task.code === code);
const ANSWERS: Answer[] = [['C03', '进度', 55], ['C03', '工作进展', '完成两期轮训'], ['C03', '存在问题', '无'], ['特色做法与制度成果', '内容', '=1+1 不是公式']];

describe('a form of one unit', () => {
  it('comes prefilled, and brought back as it is changes nothing', async () => {
    const bytes = await form(liaison, world.sibling.reportId);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as never);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['填写说明', '任务进展', '量化指标', '综合情况']);
    const brought = await bring(liaison, PATH, bytes);
    expect(brought).toMatchObject({ status: 'previewed', counts: { create: 0, update: 0, error: 0 }, notes: { unknownColumns: [] } });
    expect(brought.counts.unchanged).toBeGreaterThan(5);
  });

  it('is filled in offline, previewed, taken in cell by cell and taken back', async () => {
    const before = await page(liaison, world.sibling.reportId);
    const taken = await takeIn(liaison, PATH, await fill(await form(liaison, world.sibling.reportId), ANSWERS));
    expect(taken.counts).toMatchObject({ update: 2, error: 0 });
    const after = await page(liaison, world.sibling.reportId);
    expect(entry(after, 'C03')).toMatchObject({ progress: 55, done: '完成两期轮训', problems: '无', prefilled: false });
    expect(after).toMatchObject({ sections: { features: '=1+1 不是公式' }, onBehalf: null });
    expect(entry(after, 'A03')).toMatchObject({ prefilled: true });
    const undone = await liaison.post(`/${PATH}/imports/${taken.id}/undo`, {}, { 'if-match': `"${taken.version}"` });
    expect(undone.body.status).toBe('undone');
    expect(entry(await page(liaison, world.sibling.reportId), 'C03')).toMatchObject({ progress: (entry(before, 'C03') as unknown as { progress: number }).progress });
  });

  it('names every cell that cannot be taken, and knows only reports in sight', async () => {
    const bytes = await form(liaison, world.sibling.reportId);
    const bad = await bring(liaison, PATH, await fill(bytes, [['C03', '进度', '很多'], ['C03', '工作进展', '身份证 110101199003074477'], ['A03', '编号', 'Z99']]));
    expect(bad.counts).toMatchObject({ error: 2 });
    const { items } = (await liaison.get(`/${PATH}/imports/${bad.id}/rows?outcome=error`)).body;
    expect(items.flatMap(({ problems }: { problems: { column: string; code: string }[] }) => problems.map(({ column, code }) => `${column} ${code}`)).sort()).toEqual(['工作进展 no_id_number', '编号 unknown_line', '进度 not_a_percentage']);
    const far = await Client.signIn(test, 'unit.far.liaison');
    const foreign = await bring(far, PATH, bytes);
    expect(foreign.counts).toMatchObject({ update: 0, unchanged: 0 });
    expect((await far.get(`/${PATH}/imports/${foreign.id}/rows`)).body.items[0].problems).toMatchObject([{ column: '报告编号', code: 'unknown_report' }]);
    expect((await far.download(`/${PATH}/${world.sibling.reportId}/form`)).status).toBe(404);
    expect((await (await Client.signIn(test, 'leader')).download(`/${PATH}/${world.sibling.reportId}/form`)).status).toBe(403);
  });

  it('overwrites nothing that was typed after the preview', async () => {
    const brought = await bring(liaison, PATH, await fill(await form(liaison, world.sibling.reportId), [['C03', '存在问题', '表格里的话']]));
    const { assignmentId } = world.sibling;
    const typed = await liaison.post(`/${PATH}/${world.sibling.reportId}/cells`, { cells: [{ cell: `entries/${assignmentId}/problems`, value: '页面上的话', was: '无' }, { cell: `entries/${assignmentId}/problems`, value: '页面上的话', was: '' }] });
    expect(typed.body.saved.length).toBe(1);
    const refused = await liaison.post(`/${PATH}/imports/${brought.id}/commit`, { mode: 'all' }, { 'if-match': `"${brought.version}"` });
    expect(refused.body).toMatchObject({ status: 409, code: 'form_changed_meanwhile', refused: [{ cell: `entries/${assignmentId}/problems`, now: '页面上的话' }] });
    expect(entry(await page(liaison, world.sibling.reportId), 'C03')).toMatchObject({ problems: '页面上的话' });
  });
});

it('brings the forms of many units in one workbook, by union staff for them and recorded as such', async () => {
  const { bytes, status } = await city.download(`/${PATH}/forms?period=${world.periodId}&region=130900`);
  expect(status).toBe(200);
  const taken = await takeIn(city, PATH, await fill(bytes, [['C03', '下一步打算', '七月扩面']]));
  expect(taken.counts).toMatchObject({ update: 1, error: 0 });
  expect(await page(city, world.sibling.reportId)).toMatchObject({ onBehalf: expect.stringContaining('离线填报表导入') });
  expect((await city.download(`/${PATH}/forms?period=${world.periodId}&region=130200`)).status).toBe(404);
  expect((await city.download(`/${PATH}/forms`)).status).toBe(400);
});

it('is refused once the report is handed in', async () => {
  const near = await Client.signIn(test, 'unit.near.liaison');
  const brought = await bring(near, PATH, await form(near, world.near.reportId));
  expect(brought.counts).toMatchObject({ update: 0, unchanged: 0 });
  expect((await near.get(`/${PATH}/imports/${brought.id}/rows`)).body.items[0].problems).toMatchObject([{ column: '报告编号', code: 'report_locked' }]);
});
