import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { createApplication } from '../../apps/api/application.js';
import { createDataSource } from '../../apps/api/data-source.js';
import { appUrlFor } from '../../apps/cli/app-login.js';
import { createTestDatabase } from '../../test/database.js';
import { Sessions } from '../identity/index.js';
import { addDays, Clock, Db, newId, systemActor } from '../kernel/index.js';
import { planInspection } from './plan-inspection.js';
import { seedChecklist } from './sample-checklist.js';

/** Username → role and organisation. */
const PEOPLE = {
  staff: ['office_staff', 'union'], director: ['office_director', 'union'],
  city: ['city_staff', 'cityUnion'], otherCity: ['city_staff', 'otherCityUnion'],
  sponsor: ['dept_liaison', 'department'], unit: ['pilot_leader', 'unit'],
  otherUnit: ['pilot_leader', 'otherUnit'], lead: ['inspector_lead', 'union'],
  inspector: ['inspector', 'union'], stranger: ['inspector', 'union'],
  insider: ['inspector', 'unit'], auditor: ['audit_admin', 'union'],
} as const;
export type Person = keyof typeof PEOPLE;

const ORGANISATIONS = [
  ['union', 'provincial_union', 'province'],
  ['cityUnion', 'territorial_union', 'city'],
  ['otherCityUnion', 'territorial_union', 'otherCity'],
  ['department', 'department', 'province'],
  ['unit', 'pilot_unit', 'city'],
  ['otherUnit', 'pilot_unit', 'otherCity'],
] as const;

interface Asked {
  body?: object;
  /** If-Match */
  version?: number;
  file?: { name: string; bytes: Buffer };
  headers?: Record<string, string>;
}

/** A province with one unit in each of two cities, each to be visited, and a visit whose window is over. */
export async function openVisits() {
  const database = await createTestDatabase();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const ids = await writeProvince(owner);
  const dataDir = await mkdtemp(join(tmpdir(), 'visits-spec-'));
  const dataSource = await createDataSource(appUrlFor(database.ownerUrl), 4).initialize();
  const app = await createApplication({ dataDir, demo: false, sessionHours: 1 }, dataSource);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const [visit, otherVisit, pastVisit] = await plan(app.get(Db), ids);
  const tokens = new Map<string, string>();
  for (const name of Object.keys(PEOPLE)) {
    tokens.set(name, (await app.get(Sessions).open(ids[`user:${name}`]!, ids[`position:${name}`]!)).token);
  }
  return {
    owner,
    ids,
    db: app.get(Db),
    visit: visit!,
    otherVisit: otherVisit!,
    pastVisit: pastVisit!,
    ask: (who: Person, method: 'GET' | 'POST', path: string, asked: Asked = {}) => ask(app, tokens.get(who)!, method, path, asked),
    async close() {
      await app.close();
      await dataSource.destroy();
      await owner.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
export type VisitWorld = Awaited<ReturnType<typeof openVisits>>;

async function ask(app: NestFastifyApplication, token: string, method: 'GET' | 'POST', path: string, { body, version, file, headers }: Asked) {
  const sent: Record<string, string> = { authorization: `Bearer ${token}`, ...headers };
  if (version !== undefined) sent['if-match'] = `"${version}"`;
  let payload: object | Buffer | undefined = body;
  if (file) {
    sent['content-type'] = 'multipart/form-data; boundary=edge';
    const head = `--edge\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\n\r\n`;
    payload = Buffer.concat([Buffer.from(head), file.bytes, Buffer.from('\r\n--edge--\r\n')]);
  }
  const answer = await app.inject({ method, url: `/api/v1${path}`, headers: sent, payload });
  const json = answer.headers['content-type']?.toString().includes('json');
  return { status: answer.statusCode, headers: answer.headers, body: json ? answer.json() : answer.rawPayload };
}

async function writeProvince(owner: pg.Client): Promise<Record<string, string>> {
  const ids: Record<string, string> = Object.fromEntries(
    ['province', 'city', 'otherCity', 'batch', 'task', 'case', 'otherCase', ...ORGANISATIONS.map(([key]) => key)].map((key) => [key, newId()]),
  );
  await owner.query(
    `INSERT INTO region (id, code, name, name_en, level, parent_id, protocol_order, pinyin) VALUES
       ($1, '130000', '河北', 'Hebei', 'province', null, 0, 'hb'), ($2, '130100', '甲市', 'First', 'prefecture', $1, 1, 'js'),
       ($3, '130900', '乙市', 'Second', 'prefecture', $1, 2, 'ys')`,
    [ids['province'], ids['city'], ids['otherCity']],
  );
  for (const [key, kind, region] of ORGANISATIONS) {
    const row = [ids[key], key, kind, ids[region]];
    await owner.query('INSERT INTO organisation (id, code, name, short_name, kind, region_id) VALUES ($1, $2, $2, $2, $3, $4)', row);
  }
  for (const [name, [role, organisation]] of Object.entries(PEOPLE)) {
    const [user, position] = [(ids[`user:${name}`] = newId()), (ids[`position:${name}`] = newId())];
    await owner.query(`INSERT INTO app_user (id, username, name, password_hash) VALUES ($1, $2, $2, '-')`, [user, name]);
    await owner.query('INSERT INTO position (id, user_id, organisation_id, role) VALUES ($1, $2, $3, $4)', [position, user, ids[organisation], role]);
  }
  await owner.query(`INSERT INTO batch (id, code, name, name_en, sequence) VALUES ($1, 'B1', '第一批', 'First', 1)`, [ids['batch']]);
  await owner.query(
    `INSERT INTO task_category (id, code, name, name_en, direction, direction_name, direction_name_en, sequence, lead_department_id, illustrative)
     VALUES ($1, 'C08', '技能等级评价', 'Grades', 'QUALITY', '素质提升', 'Quality', 1, $2, true)`,
    [ids['task'], ids['department']],
  );
  for (const [unit, region, pilotCase] of [['unit', 'city', 'case'], ['otherUnit', 'otherCity', 'otherCase']] as const) {
    await owner.query(
      `INSERT INTO pilot_unit (id, region_id, name, uscc, unit_kind, search_text) VALUES ($1, $2, $3, $3, 'enterprise', $3)`,
      [ids[unit], ids[region], unit],
    );
    await owner.query(
      `INSERT INTO pilot_case (id, case_no, pilot_unit_id, region_id, level, batch_id, state) VALUES ($1, $2, $3, $4, 'provincial', $5, 'implementing')`,
      [ids[pilotCase], pilotCase, ids[unit], ids[region], ids['batch']],
    );
  }
  await owner.query('INSERT INTO sponsorship (id, pilot_case_id, department_id) VALUES ($1, $2, $3)', [newId(), ids['case'], ids['department']]);
  return ids;
}

function plan(db: Db, ids: Record<string, string>): Promise<string[]> {
  const today = new Clock().today();
  const group = (...names: Person[]) => names.map((name) => ({ positionId: ids[`position:${name}`]!, name, leads: name === 'lead' }));
  const of = (key: 'unit' | 'otherUnit') => ({
    pilotUnitId: ids[key]!,
    pilotCaseId: ids[key === 'unit' ? 'case' : 'otherCase']!,
    regionId: ids[key === 'unit' ? 'city' : 'otherCity']!,
  });
  return db.as(systemActor('seed'), async (em) => {
    const checklistId = await seedChecklist(em);
    const now = { code: 'DC-1', name: '年度督查', windowFrom: addDays(today, -3), windowTo: addDays(today, 3), checklistId };
    const past = { code: 'DC-0', name: '上年督查', windowFrom: addDays(today, -300), windowTo: addDays(today, -290), checklistId };
    const visits = [
      { ...of('unit'), visitOn: today, members: group('lead', 'inspector') },
      { ...of('otherUnit'), visitOn: today, members: group('lead') },
    ];
    const current = await planInspection(em, { ...now, visits });
    const over = await planInspection(em, { ...past, visits: [{ ...of('unit'), visitOn: past.windowTo, members: group('inspector') }] });
    return [...current.visitIds, ...over.visitIds];
  });
}
