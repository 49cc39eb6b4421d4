import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, makeAssignment, type World } from '../../test/world.js';
import { newId, systemActor } from '../kernel/index.js';

let test: TestApp;
let world: World;
let office: Client;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  office = await Client.signIn(test, 'office.staff');
});
afterAll(() => test.close());

const sql = (text: string, values: unknown[] = []) => test.db.as(systemActor('test'), (em) => em.query(text, values));
const detail = async (id: string, client = office) => (await client.get(`/pilot-units/${id}`)).body;
const act = async (id: string, what: string, body: object, client = office) => client.post(`/pilot-units/${id}/${what}`, body, { 'if-match': `"${(await detail(id, client)).version}"` });
const add = async (name: string, uscc: string, regionCode = '130900', more: object = {}) =>
  (await office.post('/pilot-units', { name, uscc, usccReason: '试验', regionCode, unitKind: 'enterprise', ...more })).body;
const asOf = async (day: string, query = '') => (await office.get(`/pilot-units?asOf=${day}&limit=200${query}`)).body;
const nameOn = async (id: string, day: string) => (await asOf(day)).items.find((u: { id: string }) => u.id === id)?.name;
let n = 0;
const code = () => `9113${String((n += 1)).padStart(14, '0')}`;

describe('another name, code or region', () => {
  it('holds from its day: the register says of each day what was true then', async () => {
    const { id } = await add('沧州改名前有限公司', code());
    await sql(`UPDATE pilot_unit_version SET valid_from = '2025-01-01' WHERE pilot_unit_id = $1`, [id]);
    await office.patch(`/pilot-units/${id}`, { employees: 300 }, 1);
    const renamed = await act(id, 'identity', { name: '沧州改名后有限公司', effectiveOn: '2026-03-01', reason: '工商变更', document: '冀市监〔2026〕3号' });
    expect(renamed).toMatchObject({ status: 200, body: { name: '沧州改名后有限公司', employees: 300 } });
    expect([await nameOn(id, '2024-12-31'), await nameOn(id, '2026-02-28'), await nameOn(id, '2026-03-01'), await nameOn(id, TODAY)]).toEqual([undefined, '沧州改名前有限公司', '沧州改名后有限公司', '沧州改名后有限公司']);
    // laid beneath what was recorded before it and holds later
    const of = async (day: string) => (await asOf(day)).items.find((u: { id: string }) => u.id === id);
    expect([(await of('2026-04-01')).employees, (await of(TODAY)).employees]).toEqual([null, 300]);
    expect((await asOf('2026-02-28', '&q=gaimingqian')).total).toBe(1);
    expect((await office.get('/pilot-units?q=gaimingqian')).body.total).toBe(0);
    const past = (await office.get(`/pilot-units/${id}?asOf=2026-02-28`)).body;
    expect(past).toMatchObject({ id, name: '沧州改名前有限公司', employees: null, abilities: [] });
    expect((await office.get(`/pilot-units/${id}?asOf=2024-12-31`)).status).toBe(404);
    const { body } = await office.get(`/pilot-units/${id}/history`);
    expect(body.versions.map((v: { validFrom: string; validTo: string | null }) => [v.validFrom, v.validTo])).toEqual([['2025-01-01', '2026-03-01'], ['2026-03-01', TODAY], [TODAY, null]]);
    expect(body.versions[1].changed).toEqual({ name: '沧州改名后有限公司' });
    expect(body.changes).toMatchObject([{ kind: 'identity', effectiveOn: '2026-03-01', reason: '工商变更', document: '冀市监〔2026〕3号', before: { name: '沧州改名前有限公司' }, after: { name: '沧州改名后有限公司' }, by: { role: 'office_staff' } }]);
  });

  it('takes a unit to another region with all that hangs on it', async () => {
    const { near } = world;
    const city = await Client.signIn(test, 'city.staff');
    const tangshan = await Client.signIn(test, 'othercity.staff');
    expect((await tangshan.get(`/assignments/${near.assignmentId}`)).status).toBe(404);
    expect((await act(near.unitId, 'identity', { regionCode: '130200', effectiveOn: TODAY, reason: '区划调整' }, city)).status).toBe(403);
    expect((await act(near.unitId, 'identity', { regionCode: '130200', effectiveOn: TODAY, reason: '区划调整' })).status).toBe(200);
    expect((await tangshan.get(`/assignments/${near.assignmentId}`)).status).toBe(200);
    expect((await city.get(`/pilot-units/${near.unitId}`)).status).toBe(404);
    expect((await act(near.unitId, 'identity', { regionCode: '130900', effectiveOn: TODAY, reason: '更正' })).status).toBe(200);
  });

  it('is refused with every bad field, and when nothing would change', async () => {
    const [first, second] = [await add('沧州拒绝一号有限公司', code()), await add('沧州拒绝二号有限公司', code())];
    const wrong = await act(first.id, 'identity', { name: '好', uscc: second.uscc, regionCode: '000000', effectiveOn: '2026-06-11', reason: '' });
    expect(wrong.body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(['/name', '/reason']);
    const worse = await act(first.id, 'identity', { uscc: second.uscc, usccReason: '已核实', regionCode: '000000', effectiveOn: '2026-06-11', reason: '变更' });
    expect(worse.body.errors.map((e: { pointer: string; code: string }) => [e.pointer, e.code])).toEqual([['/effectiveOn', 'in_the_future'], ['/uscc', 'uscc_taken'], ['/regionCode', 'unknown_reference']]);
    expect((await act(first.id, 'identity', { name: first.name, effectiveOn: TODAY, reason: '变更' })).body.errors).toMatchObject([{ code: 'nothing_changes' }]);
    expect((await office.post(`/pilot-units/${first.id}/identity`, { name: '沧州新名', effectiveOn: TODAY, reason: '变更' })).status).toBe(428);
    expect((await office.post(`/pilot-units/${first.id}/identity`, { name: '沧州新名', effectiveOn: TODAY, reason: '变更' }, { 'if-match': '"9"' })).status).toBe(412);
    expect((await detail(first.id)).name).toBe(first.name);
    expect((await office.get(`/pilot-units/${first.id}/history`)).body.changes).toEqual([]);
  });
});

describe('a merger', () => {
  it('takes cases, history, subsidiaries and people along, and leaves a trace at both', async () => {
    const { sibling } = world;
    const [into, child] = [await add('沧州天联瑞集团有限公司', code()), await add('沧州天联瑞子公司', code(), '130900', {})];
    await office.patch(`/pilot-units/${child.id}`, { parentId: sibling.unitId }, child.version);
    const liaison = await Client.signIn(test, 'unit.sibling.liaison');
    const merged = await act(sibling.unitId, 'merge', { intoId: into.id, effectiveOn: TODAY, reason: '吸收合并' });
    expect(merged).toMatchObject({ status: 200, body: { id: into.id, cases: [{ id: sibling.caseId }], subsidiaries: [{ id: child.id }] } });
    expect(await detail(sibling.unitId)).toMatchObject({ status: 'merged', mergedInto: { id: into.id }, cases: [], abilities: [] });
    expect((await office.get(`/assignments/${sibling.assignmentId}`)).body.unit.id).toBe(into.id);
    expect((await office.get('/pilot-units?q=tianlianruizhihui')).body.total).toBe(0);
    expect((await office.get('/pilot-units?q=tianlianruizhihui&status=merged')).body.total).toBe(1);
    // whoever worked for it works for the other from now on, and signs in anew
    expect((await liaison.get('/me')).status).toBe(401);
    const again = await Client.signIn(test, 'unit.sibling.liaison');
    expect((await again.get('/pilot-units')).body.items).toMatchObject([{ id: into.id }]);
    const kinds = async (id: string) => (await office.get(`/pilot-units/${id}/history`)).body.changes.map((c: { kind: string; other: { id: string } }) => [c.kind, c.other.id]);
    expect([await kinds(sibling.unitId), await kinds(into.id)]).toEqual([[['merged', into.id]], [['absorbed', sibling.unitId]]]);
    expect((await act(sibling.unitId, 'merge', { intoId: into.id, effectiveOn: TODAY, reason: '再并' })).body).toMatchObject({ status: 409, code: 'unit_not_active' });
  });

  it('is refused where both carry work at the same level in the same batch, naming the cases', async () => {
    const { near, far } = world;
    const before = await detail(near.unitId);
    const refused = await act(near.unitId, 'merge', { intoId: far.unitId, effectiveOn: TODAY, reason: '合并' });
    expect(refused.body).toMatchObject({ status: 409, code: 'merge_cases_clash' });
    expect(refused.body.title).toContain(before.cases[0].caseNo);
    expect(await detail(near.unitId)).toEqual(before);
    expect((await act(near.unitId, 'merge', { intoId: near.unitId, effectiveOn: '2027-01-01', reason: '合并' })).body.errors).toMatchObject([{ pointer: '/effectiveOn' }, { pointer: '/intoId' }]);
    const city = await Client.signIn(test, 'city.staff');
    expect((await act(near.unitId, 'merge', { intoId: far.unitId, effectiveOn: TODAY, reason: '合并' }, city)).body.errors).toMatchObject([{ pointer: '/intoId', code: 'unknown_reference' }]);
  });
});

describe('a split', () => {
  it('makes a new unit of one that stays, with the cases it takes', async () => {
    const { far } = world;
    await test.db.as(systemActor('test'), (em) => makeAssignment(em, far, 'B02', {}));
    const uscc = code();
    const made = await act(far.unitId, 'split', { name: '唐山宏嘉新材料有限公司', uscc, usccReason: '已核实', caseIds: [far.caseId], effectiveOn: TODAY, reason: '分立', document: '唐国资〔2026〕8号' });
    expect(made).toMatchObject({ status: 201, body: { name: '唐山宏嘉新材料有限公司', uscc, region: { code: '130200' }, cases: [{ id: far.caseId }] } });
    expect(await detail(far.unitId)).toMatchObject({ status: 'active', cases: [] });
    expect((await office.get(`/pilot-units/${made.body.id}/assignments`)).body.items.length).toBeGreaterThan(1);
    expect((await office.get(`/pilot-units/${made.body.id}/history`)).body.changes).toMatchObject([{ kind: 'split_off', other: { id: far.unitId } }]);
    expect((await act(far.unitId, 'split', { name: '唐山又一有限公司', uscc, caseIds: [far.caseId, newId()], effectiveOn: TODAY, reason: '分立' })).body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(['/usccReason', '/uscc', '/caseIds/0', '/caseIds/1']);
  });
});

describe('parents', () => {
  it('make a tree, and no unit is above itself', async () => {
    const [group, firm, shop] = [await add('沧州某集团', code()), await add('沧州某公司', code()), await add('沧州某分厂', code())];
    const under = async (id: string, parentId: string | null) => office.patch(`/pilot-units/${id}`, { parentId }, (await detail(id)).version);
    expect((await under(firm.id, group.id)).body.parent).toEqual({ id: group.id, name: '沧州某集团' });
    expect((await under(shop.id, firm.id)).status).toBe(200);
    expect((await detail(firm.id)).subsidiaries).toEqual([{ id: shop.id, name: '沧州某分厂' }]);
    for (const [id, above] of [[group.id, shop.id], [group.id, group.id]]) expect((await under(id, above)).body).toMatchObject({ status: 422, errors: [{ pointer: '/parentId', code: 'unit_above_itself' }] });
    expect((await under(firm.id, newId())).body).toMatchObject({ errors: [{ pointer: '/parentId', code: 'unknown_reference' }] });
    expect((await office.get(`/pilot-units?parent=${firm.id}`)).body.items).toMatchObject([{ id: shop.id }]);
    expect((await under(firm.id, null)).body.parent).toBeNull();
  });
});

describe('look-alikes', () => {
  it('are found by code, name and sound, shown side by side, and decided once', async () => {
    const subject = 'MA0CK7QW1';
    const [a, b, c, d] = [
      await add('沧州渤海管道制造有限公司', `91130900${subject}1`), await add('沧州市渤海管道制造有限责任公司', code()), await add('沧州博海管道制造有限公司', code()), await add('黄骅港务装卸队', `92130900${subject}1`),
    ];
    const pairs = async (state: string) => (await office.get(`/pilot-units/duplicates?state=${state}&limit=200`)).body;
    const of = (list: { items: { first: { id: string }; second: { id: string }; because: string[] }[] }, x: { id: string }, y: { id: string }) =>
      list.items.find((p) => [p.first.id, p.second.id].sort().join() === [x.id, y.id].sort().join());
    const open = await pairs('open');
    expect(open.total).toBe(open.items.length);
    expect(of(open, a, b)?.because).toContain('name');
    expect(of(open, a, c)?.because).toContain('sound');
    expect(of(open, a, d)?.because).toEqual(['code']);
    expect(of(open, b, d)).toBeUndefined();
    expect((await office.post('/pilot-units/duplicates/decisions', { firstId: a.id, secondId: d.id, decision: 'distinct', reason: '企业与工会' })).status).toBe(204);
    expect(of(await pairs('open'), a, d)).toBeUndefined();
    expect(of(await pairs('decided'), a, d)).toMatchObject({ decision: { decision: 'distinct', reason: '企业与工会' } });
    expect((await act(b.id, 'merge', { intoId: a.id, effectiveOn: TODAY, reason: '重复登记' })).status).toBe(200);
    expect(of(await pairs('open'), a, b)).toBeUndefined();
    expect((await office.post('/pilot-units/duplicates/decisions', { firstId: a.id, secondId: newId(), decision: 'distinct', reason: '不同' })).body.errors).toMatchObject([{ pointer: '/secondId', code: 'unknown_reference' }]);
    const walked: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body }: { body: { items: { id: string }[]; nextCursor: string | null } } = await office.get(`/pilot-units/duplicates?limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      walked.push(...body.items.map((p) => p.id));
      cursor = body.nextCursor;
    }
    expect(walked.sort()).toEqual((await pairs('open')).items.map((p: { id: string }) => p.id).sort());
  });

  it('are told while a unit is entered, within what is in sight', async () => {
    const alike = async (query: string, client = office) => (await client.get(`/pilot-units/alike?${query}`)).body.items.map((u: { because: string[] }) => u.because);
    expect(await alike(`name=${encodeURIComponent('河北沧州渤海管道制造股份有限公司')}`)).toEqual(expect.arrayContaining([expect.arrayContaining(['name'])]));
    expect(await alike('')).toEqual([]);
    expect(await alike(`name=${encodeURIComponent('沧州渤海管道制造有限公司')}`, await Client.signIn(test, 'othercity.staff'))).toEqual([]);
    expect((await (await Client.signIn(test, 'leader')).get('/pilot-units/alike?name=x')).status).toBe(403);
  });
});
