import pg from 'pg';
import { Sessions } from '../identity/index.js';
import { systemActor, type Actor } from '../kernel/index.js';
import { readWorkbook } from '../ledgers/index.js';
import { textsOf } from '../ledgers/testing.js';
import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type Pilot, type World } from '../../test/world.js';
import { ExportEntries } from './export-entries.js';

const PATH = '/progress-reports/entries/export';
const MB = 1024 * 1024;
const [MANY, TASKS] = [520, 52];

let test: TestApp;
let world: World;
const people: Record<string, Client> = {};
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  for (const name of ['office.staff', 'leader', 'city.staff', 'hrss.liaison', 'org.leader', 'unit.near.liaison', 'inspector', 'sys.admin']) people[name] = await Client.signIn(test, name);
  await test.db.as(systemActor('test'), async (em) => {
    for (const { reportId, assignmentId, issuedId } of [world.near, world.sibling, world.far]) {
      await em.query(
        `INSERT INTO report_entry (id, year, reporting_period_id, progress_report_id, assignment_id, pilot_unit_id, region_id, progress, done, problems, next_steps)
         SELECT uuid_v7(), r.year, r.reporting_period_id, r.id, a.id, a.pilot_unit_id, a.region_id, 40, '=HYPERLINK("http://x")', E'\\t@SUM(A1)', E'-1+1\\r=2'
         FROM progress_report r JOIN assignment a ON a.id = ANY ($2) WHERE r.id = $1`,
        [reportId, [assignmentId, issuedId]],
      );
    }
  });
});
afterAll(() => test.close());

/** Rows as [unit, task]. */
async function rowsOf(name: string, query = ''): Promise<string[][]> {
  const { status, bytes } = await people[name]!.download(`${PATH}?${query}`);
  expect({ name, query, status }).toEqual({ name, query, status: 200 });
  const [sheet] = Object.values(await textsOf(bytes)) as string[][][];
  return sheet!.slice(1);
}
const pairs = async (name: string, query = '') => (await rowsOf(name, query)).map(([, unit, , , , task]) => `${unit!.slice(0, 5)} ${task}`);

describe('the entries of reports as a workbook', () => {
  it('are those the reader sees, unit after unit, in the catalogue’s order', async () => {
    const all = ['沧州恒嘉泰 A03', '沧州恒嘉泰 C03', '沧州天联瑞 A03', '沧州天联瑞 C03', '唐山宏嘉金 A03', '唐山宏嘉金 C03'];
    expect((await pairs('office.staff')).sort()).toEqual([...all].sort());
    expect((await pairs('leader')).length).toBe(6);
    expect((await pairs('city.staff')).sort()).toEqual(all.slice(0, 4).sort());
    expect(await pairs('unit.near.liaison')).toEqual(['沧州恒嘉泰 A03', '沧州恒嘉泰 C03']);
    // a department's own tasks, of every unit, where the report counts
    expect(await pairs('hrss.liaison')).toEqual(['沧州恒嘉泰 C03']);
    expect(await pairs('org.leader')).toEqual(['沧州恒嘉泰 A03']);
    expect((await people['inspector']!.get(PATH)).status).toBe(403);
    expect((await people['sys.admin']!.get(PATH)).status).toBe(403);
  });

  it('are filtered by period, region, batch, task and department, and a wrong filter is refused', async () => {
    expect((await pairs('office.staff', `period=${world.periodId}`)).length).toBe(6);
    expect(await pairs('office.staff', 'period=0197a0b0-0000-7000-8000-000000000000')).toEqual([]);
    expect((await pairs('office.staff', 'region=130200')).sort()).toEqual(['唐山宏嘉金 A03', '唐山宏嘉金 C03']);
    expect(await pairs('office.staff', 'region=130200&task=C03&batch=B1')).toEqual(['唐山宏嘉金 C03']);
    expect((await pairs('office.staff', 'department=HRSS')).every((pair) => pair.endsWith('C03'))).toBe(true);
    expect(await pairs('office.staff', 'batch=B3')).toEqual([]);
    expect((await people['office.staff']!.get(`${PATH}?period=soon`)).status).toBe(400);
    expect((await people['office.staff']!.get(`${PATH}?unit=x`)).status).toBe(400);
  });

  it('say where they come from, and hold no live formula', async () => {
    const [row] = await rowsOf('office.staff', 'region=130900&task=C03');
    expect(row!.slice(0, 8)).toEqual(['2026年第二季度', '沧州恒嘉泰智能装备有限公司', '91130900YL0001007M', expect.stringContaining('SD-TEST'), '沧州市', 'C03', expect.any(String), '40%']);
    expect(row!.slice(8, 11).every((text) => text.startsWith("'"))).toBe(true);
    expect(row!.slice(11)).toEqual(['已报送', '2026-06-10 09:00']);
  });

  it('are 27,040 in less than 150 MB of memory', async () => {
    await multiply(test.ownerUrl, world.near, MANY);
    const identity = (await test.app.get(Sessions, { strict: false }).find(people['office.staff']!.token!))!;
    const actor: Actor = { ...identity, locale: 'zh', traceId: 'test', action: 'report.read' };
    const entries = test.app.get(ExportEntries, { strict: false });
    const before = process.memoryUsage.rss();
    let most = before;
    const file: Buffer[] = [];
    for await (const part of entries.export(actor, { period: [world.periodId] }).content) {
      file.push(part as Buffer);
      most = Math.max(most, process.memoryUsage.rss());
    }
    expect((most - before) / MB).toBeLessThan(150);
    const [sheet] = await readWorkbook('entries.xlsx', Buffer.concat(file));
    expect(sheet!.rows.length).toBe(1 + 6 + MANY * TASKS);
  }, 60_000);
});

/** So many units like one, each with a report of so many entries: made behind the triggers, for they are not what is tried. */
async function multiply(ownerUrl: string, { unitId, caseId, assignmentId, reportId }: Pilot, times: number): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const like = (table: string, from: string, other: string) =>
    `INSERT INTO ${table} SELECT twin.* FROM ${table} o, ${from} t, LATERAL jsonb_populate_record(o, jsonb_build_object(${other})) twin`;
  try {
    await owner.query(`SET session_replication_role = replica;
      CREATE TEMP TABLE made AS SELECT n, uuid_v7() AS unit, uuid_v7() AS pilot_case, uuid_v7() AS report FROM generate_series(1, ${times}) n;
      CREATE TEMP TABLE given AS SELECT t.*, k.id AS task_id, k.code AS task, uuid_v7() AS assignment FROM made t, (SELECT id, code FROM task_category LIMIT ${TASKS}) k;
      ${like('pilot_unit', 'made', `'id', t.unit, 'name', '样例单位' || t.n, 'uscc', 'TWIN' || t.n`)} WHERE o.id = '${unitId}';
      ${like('pilot_case', 'made', `'id', t.pilot_case, 'case_no', 'TWIN-' || lpad(t.n::text, 6, '0'), 'pilot_unit_id', t.unit`)} WHERE o.id = '${caseId}';
      ${like('progress_report', 'made', `'id', t.report, 'pilot_case_id', t.pilot_case, 'pilot_unit_id', t.unit`)} WHERE o.id = '${reportId}';
      ${like('assignment', 'given', `'id', t.assignment, 'no', 'TWIN-' || t.n || '-' || t.task, 'pilot_case_id', t.pilot_case, 'pilot_unit_id', t.unit, 'task_category_id', t.task_id, 'task_code', t.task`)} WHERE o.id = '${assignmentId}';
      ${like('report_entry', 'given', `'id', uuid_v7(), 'progress_report_id', t.report, 'assignment_id', t.assignment, 'pilot_unit_id', t.unit, 'done', '开展培训和技能等级认定，完成班组轮训，取得阶段成效。' || t.task`)} WHERE o.assignment_id = '${assignmentId}';
      ANALYZE`);
  } finally {
    await owner.end();
  }
}
