import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { newId, systemActor } from '../kernel/index.js';
import { searchText } from './search-text.js';

let test: TestApp;
let world: World;
let office: Client;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  office = await Client.signIn(test, 'office.staff');
  await manyUnits();
});
afterAll(() => test.close());

/** Ninety units of every kind, many alike in what a list is sorted by; some without numbers. */
async function manyUnits(): Promise<void> {
  const rows = Array.from({ length: 90 }, (_, i) => {
    const [name, uscc] = [`石家庄样本${'甲乙丙'[i % 3]}企业${Math.floor(i / 3) % 10}`, `SAMPLE${String(i).padStart(12, '0')}`];
    const ownership = ['private', 'foreign', 'state_owned', null][i % 4];
    return { id: newId(), name, uscc, ownership, size: ['L', 'S', null][i % 3], sector_track: ['strategic_emerging', 'other'][i % 2], employees: i % 5 ? (i % 7) * 100 : null, search_text: searchText(name, uscc) };
  });
  const facts = `jsonb_to_recordset($1::jsonb) r(id uuid, name text, uscc text, ownership text, size text, sector_track text, employees int, search_text text), region g WHERE g.code = '130100'`;
  await test.db.as(systemActor('test'), async (em) => {
    await em.query(`INSERT INTO organisation (id, code, name, short_name, kind, region_id) SELECT r.id, uscc, r.name, r.name, 'pilot_unit', g.id FROM ${facts}`, [JSON.stringify(rows)]);
    await em.query(
      `INSERT INTO pilot_unit (id, region_id, name, uscc, unit_kind, ownership, size, sector_track, employees, search_text)
       SELECT r.id, g.id, r.name, uscc, 'enterprise', ownership, size, sector_track, employees, search_text FROM ${facts}`,
      [JSON.stringify(rows)],
    );
  });
}

const list = async (query: string, client = office) => (await client.get(`/pilot-units?${query}`)).body;
const found = async (q: string) => (await list(`q=${encodeURIComponent(q)}&limit=200`)).items.map((u: { name: string }) => u.name);
const codes = (body: { errors: { pointer: string; code: string }[] }) => Object.fromEntries(body.errors.map((e) => [e.pointer, e.code]));

describe('looking for a unit', () => {
  it.each(['恒嘉泰', '沧州恒', 'hengjiatai', 'HengJiaTai', 'czhjt', 'hjt', '91130900YL0001007M', 'yl0001007', ' 恒嘉泰 '])('finds it by %s', async (q) => {
    expect(await found(q)).toEqual(['沧州恒嘉泰智能装备有限公司']);
  });

  it('finds none for what no name holds, and takes wildcards literally', async () => {
    for (const q of ['不存在', '%', '_', '恒%泰', '\\', "'"]) expect({ q, found: await found(q) }).toEqual({ q, found: [] });
    expect((await list('q=')).total).toBe(93);
  });

  it('filters by each of its facts, any of several', async () => {
    const { items: all } = await list('limit=200');
    const filters: [query: string, keep: (u: Record<string, never>) => boolean][] = [
      ['region=130900', (u) => u['region']['code'] === '130900'],
      ['region=130900&region=130200', (u) => ['130900', '130200'].includes(u['region']['code'])],
      ['ownership=foreign', (u) => u['ownership'] === 'foreign'],
      ['size=L&size=M', (u) => ['L', 'M'].includes(u['size'])],
      ['track=other', (u) => u['sectorTrack'] === 'other'],
      ['batch=B1', (u) => u['cases'][0]?.['batch'] === 'B1'],
      ['level=provincial', (u) => u['cases'][0]?.['level'] === 'provincial'],
      ['level=county', () => false],
      ['region=130100&ownership=private&size=S&track=strategic_emerging&q=yangben', (u) => u['region']['code'] === '130100' && u['ownership'] === 'private' && u['size'] === 'S' && u['sectorTrack'] === 'strategic_emerging'],
      ['region=000000', () => false],
    ];
    for (const [query, keep] of filters) {
      const { items, total, ...problem } = await list(`${query}&limit=200`);
      expect({ query, problem }).toEqual({ query, problem: { nextCursor: null } });
      const expected = all.filter(keep).map((u: { id: string }) => u.id);
      expect({ query, total, ids: items.map((u: { id: string }) => u.id) }).toEqual({ query, total: expected.length, ids: expected });
    }
  });

  it('refuses an unknown parameter, value and cursor, each named', async () => {
    const { body } = await office.get('/pilot-units?size=XXL&sort=age&limit=201&stranger=1');
    expect(body).toMatchObject({ status: 400, code: 'bad_query' });
    expect(codes(body)).toEqual({ size: 'not_accepted', sort: 'not_accepted', limit: 'too_big', stranger: 'unknown_field' });
    expect((await office.get('/pilot-units?cursor=x')).body).toMatchObject({ status: 400, code: 'bad_cursor' });
    const { nextCursor } = await list('limit=5&sort=name');
    expect((await office.get(`/pilot-units?limit=5&sort=-name&cursor=${nextCursor}`)).body).toMatchObject({ status: 400, code: 'bad_cursor' });
  });

  it.each(['name', '-name', 'employees', '-employees', 'updatedAt', '-updatedAt'])('pages through every row exactly once, sorted by %s', async (sort) => {
    const whole = (await list(`sort=${sort}&limit=200`)).items.map((u: { id: string }) => u.id);
    const walked: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { items, nextCursor, total } = await list(`sort=${sort}&limit=7${cursor && `&cursor=${cursor}`}`);
      expect(total).toBe(93);
      walked.push(...items.map((u: { id: string }) => u.id));
      cursor = nextCursor;
    }
    expect(walked).toEqual(whole);
    expect(new Set(walked).size).toBe(93);
  });

  it('takes any size of page one after another', async () => {
    for (const limit of [1, 2, 3, 50, 200, 1]) expect((await list(`limit=${limit}`)).items).toHaveLength(Math.min(limit, 93));
  });
});

describe('a unit entered by hand', () => {
  const UNIT = { name: '石家庄新试点有限公司', uscc: '91350100M000100Y43', regionCode: '130100', unitKind: 'enterprise', ownership: 'private', size: 'M', employees: 100, industrialWorkers: 60 };

  it('is in the register, found, and a case of one key', async () => {
    const key = { 'idempotency-key': 'unit-0001-0001' };
    const made = await office.post('/pilot-units', UNIT, key);
    const { regionCode: code, ...facts } = UNIT;
    expect(made).toMatchObject({ status: 201, body: { ...facts, region: { code }, version: 1, cases: [], isSample: false, status: 'active', mergedInto: null, parent: null, subsidiaries: [], abilities: ['update', 'identity', 'merge', 'split'] } });
    expect((await office.post('/pilot-units', UNIT, key)).body).toEqual(made.body);
    expect((await office.get(`/pilot-units/${made.body.id}`)).body).toEqual(made.body);
    expect(await found('xinshidian')).toEqual([UNIT.name]);
    expect(await office.post('/pilot-units', { ...UNIT, name: '同码另一家' })).toMatchObject({ status: 409, body: { code: 'duplicate' } });
  });

  it('is refused with every bad field, in its shape and then in its sense, and nothing kept', async () => {
    const shape = await office.post('/pilot-units', { name: 'x', uscc: 7, unitKind: 'shop', ownership: 'mine', size: 'XXL', industrySection: '1', sectorTrack: 'x', subSector: 'x', employees: -1, industrialWorkers: 'many', liaisonName: [], remark: 'x'.repeat(2001), id: newId() });
    expect(shape.status).toBe(422);
    expect(codes(shape.body)).toEqual({
      '/name': 'too_short', '/uscc': 'wrong_type', '/unitKind': 'not_accepted', '/ownership': 'not_accepted', '/size': 'not_accepted', '/industrySection': 'not_accepted', '/sectorTrack': 'not_accepted',
      '/subSector': 'not_accepted', '/employees': 'too_small', '/industrialWorkers': 'wrong_type', '/liaisonName': 'wrong_type', '/remark': 'too_long', '/id': 'unknown_field', '/regionCode': 'required',
    });
    const sense = await office.post('/pilot-units', { ...UNIT, uscc: 'OOOO', regionCode: '999999', employees: 5, industrialWorkers: 6 });
    expect(codes(sense.body)).toEqual({ '/uscc': 'uscc_structure', '/regionCode': 'unknown_reference', '/industrialWorkers': 'workers_over_employees' });
    expect((await list('q=OOOO')).total).toBe(0);
  });

  it('may have a code that fails its checksum, with a reason', async () => {
    const odd = { ...UNIT, uscc: '91350211 m0000xuf46', name: '校验位不符的真企业' };
    expect(codes((await office.post('/pilot-units', odd)).body)).toEqual({ '/usccReason': 'uscc_checksum' });
    expect((await office.post('/pilot-units', { ...odd, usccReason: '营业执照原件核对无误' })).body).toMatchObject({ uscc: '91350211M0000XUF46', usccReason: '营业执照原件核对无误' });
  });

  it('is not in the province itself, nor entered by those who do not keep the register', async () => {
    expect(codes((await office.post('/pilot-units', { ...UNIT, regionCode: '130000' })).body)).toEqual({ '/regionCode': 'unknown_reference' });
    for (const name of ['leader', 'city.reviewer', 'hrss.liaison', 'unit.near.leader']) expect((await (await Client.signIn(test, name)).post('/pilot-units', UNIT)).status).toBe(403);
  });
});

describe('changing a unit', () => {
  const path = () => `/pilot-units/${world.sibling.unitId}`;

  it('asks for its version, says 412 with the row’s own, and is found by its new name', async () => {
    expect((await office.patch(path(), { remark: 'x' })).status).toBe(428);
    expect((await office.patch(path(), { remark: 'x' }, 9)).body).toMatchObject({ status: 412, currentVersion: 1 });
    expect(await office.patch(path(), { name: '沧州更名物流有限公司', employees: 400 }, 1)).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { version: 2, name: '沧州更名物流有限公司', employees: 400, industrialWorkers: 300 } });
    expect(await found('gengming')).toHaveLength(1);
    expect(await found('天联瑞')).toEqual([]);
  });

  it('changes nothing when nothing is asked, and takes a fact away with null but not the name', async () => {
    expect((await office.patch(path(), {}, 2)).body).toMatchObject({ version: 2 });
    expect((await office.patch(path(), { remark: null, size: null }, 2)).body).toMatchObject({ version: 3, size: null });
    expect(codes((await office.patch(path(), { name: null }, 3)).body)).toEqual({ '/name': 'wrong_type' });
  });

  it('refuses more workers than employees, held against what stays', async () => {
    expect(codes((await office.patch(path(), { employees: 200 }, 3)).body)).toEqual({ '/industrialWorkers': 'workers_over_employees' });
    expect(codes((await office.patch(path(), { uscc: '91350100M000100Y43', regionCode: '130100' }, 3)).body)).toEqual({ '/uscc': 'unknown_field', '/regionCode': 'unknown_field' });
  });

  it('by twenty editors at once: accepted saves are version steps, the losers get 412, no save is lost', async () => {
    const target = `/pilot-units/${world.far.unitId}`;
    const saves: string[] = [];
    let losers = 0;
    await Promise.all(
      Array.from({ length: 20 }, async (_, editor) => {
        for (let save = 0; save < 5; save += 1) {
          const { version } = (await office.get(target)).body;
          const answer = await office.patch(target, { remark: `${editor}-${save}` }, version);
          expect([200, 412]).toContain(answer.status);
          if (answer.status === 412) losers += 1;
          else saves.push(`${version + 1} ${editor}-${save}`);
        }
      }),
    );
    const { version, remark } = (await office.get(target)).body;
    expect(version).toBe(1 + saves.length);
    expect(losers).toBe(100 - saves.length);
    expect(losers).toBeGreaterThan(0);
    expect(saves).toContain(`${version} ${remark}`);
    expect(new Set(saves.map((s) => s.split(' ')[0])).size).toBe(saves.length);
  });
});
