import { createHmac } from 'node:crypto';
import pg from 'pg';
import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { Sealer, systemActor } from '../kernel/index.js';
import { notify } from './notify.js';
import { courierRig, startReceiver } from './testing.js';

let test: TestApp;
let world: World;
const { setTime, pass, newCourier, work, asOwner, closeCouriers } = courierRig(() => test);
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  await test.db.write(systemActor('test'), { name: undefined, text: `INSERT INTO setting (key, value, source) VALUES ('demo', 'true', 'test') ON CONFLICT DO NOTHING` }, []);
});
afterAll(async () => {
  closeCouriers();
  await test.close();
});

beforeEach(() => setTime('2026-06-10T10:00'));

const tell = (unitId: string, no: string, more: { reason?: string } = {}) =>
  test.db.as(systemActor('test.notify'), (em) =>
    notify(em, {
      organisationId: unitId, roles: ['pilot_liaison'], kind: 'assignment_returned', subjectType: 'assignment', subjectId: world.near.assignmentId,
      data: { no, task: '技能等级认定', taskEn: 'Skill-grade recognition', reason: more.reason ?? '材料不全' },
    }),
  );
const states = () => asOwner<{ state: string; error: string | null; n: number }>('SELECT state, error, count(*)::int AS n FROM delivery GROUP BY 1, 2 ORDER BY 1, 2');
const forgetAll = () => asOwner('TRUNCATE delivery');

describe('a webhook', () => {
  let admin: Client;
  let status = 200;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let hook: { id: string; version: number };
  let secret: string;
  beforeAll(async () => {
    receiver = await startReceiver(() => [status, {}, { location: 'http://127.0.0.1:1/' }]);
    admin = await Client.signIn(test, 'sys.admin');
    const { status: made, body } = await admin.post('/webhooks', { kind: 'webhook', name: '集成平台', url: `${receiver.url}/hook?key=hidden`, events: ['assignment_returned'] });
    expect(made).toBe(201);
    hook = body.webhook;
    secret = body.secret;
  });
  afterAll(() => receiver.stop());
  const refresh = async () => void (hook = (await admin.get(`/webhooks/${hook.id}`)).body);
  const deliveries = async () => (await admin.get(`/webhooks/${hook.id}/deliveries`)).body;

  it('is refused where it may not send, and to whoever may not set it up', async () => {
    const wish = (url: string) => admin.post('/webhooks', { kind: 'webhook', name: '外部', url, events: ['case_told'] });
    for (const url of ['https://10.0.0.1/', 'https://169.254.169.254/latest/', 'https://1.1.1.1/']) expect((await wish(url)).body).toMatchObject({ status: 422, errors: [{ pointer: '/url', code: 'address_refused' }] });
    expect((await wish('file:///etc/passwd')).body.errors).toMatchObject([{ pointer: '/url', code: 'bad_url' }]);
    for (const name of ['office.director', 'sec.admin', 'audit.admin']) expect((await (await Client.signIn(test, name)).get('/webhooks')).status).toBe(403);
  });

  it('gets what happened to which row, signed, and nothing of what was written', async () => {
    await forgetAll();
    await tell(world.near.unitId, 'JB-hook', { reason: '某人签字不符' });
    await work();
    expect(receiver.posts).toHaveLength(1);
    const { headers, body } = receiver.posts[0]!;
    expect(JSON.parse(body)).toEqual({
      type: 'assignment_returned', timestamp: expect.any(String),
      data: { no: 'JB-hook', dueOn: null, subjectType: 'assignment', subjectId: world.near.assignmentId, at: expect.any(String) },
    });
    expect(body).not.toMatch(/某人|技能/);
    const { items } = await deliveries();
    expect(headers['webhook-id']).toBe(items[0].id);
    const signed = createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signed}`);
  });

  it('shows neither its key nor its secret again, nor what was sent; the trail has neither', async () => {
    const said = JSON.stringify([(await admin.get('/webhooks')).body, (await admin.get(`/webhooks/${hook.id}`)).body, await deliveries()]);
    expect(said).not.toMatch(/hidden|whsec_|JB-hook/);
    expect(JSON.stringify(await asOwner('SELECT * FROM audit_entry'))).not.toMatch(/hidden|whsec_/);
    await expect(asAdmin('SELECT sealed FROM webhook')).rejects.toMatchObject({ code: '42501' });
    await expect(asAdmin('SELECT content FROM delivery')).rejects.toMatchObject({ code: '42501' });
  });

  it('is tried again with longer pauses under the same id, follows no redirect, and is given up', async () => {
    await forgetAll();
    receiver.posts.length = 0;
    status = 302;
    await tell(world.near.unitId, 'JB-retry');
    for (let i = 0; i < 12; i += 1) {
      await work();
      pass(25 * 3600);
    }
    status = 200;
    expect(receiver.posts).toHaveLength(8);
    expect(new Set(receiver.posts.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect((await deliveries()).items).toMatchObject([{ state: 'failed', error: 'http_302', attempts: 8, abilities: ['replay'] }]);
  });

  it('counts in the metrics while it waits', async () => {
    const { payload } = await test.app.inject({ method: 'GET', url: '/metrics' });
    expect(payload).toMatch(/^deliveries_waiting\{channel="webhook"\} 0$/m);
    expect(payload).toMatch(/^deliveries_overdue_seconds\{channel="mail"\} 0$/m);
  });

  it('is sent again by hand under the same id, and the trail says who did', async () => {
    const [given] = (await deliveries()).items;
    receiver.posts.length = 0;
    expect((await admin.post(`/deliveries/${given.id}/transitions`, { action: 'replay' }, { 'if-match': '"1"' })).status).toBe(412);
    const again = await admin.transition(`/deliveries/${given.id}`, given.version, { action: 'replay' });
    expect(again).toMatchObject({ status: 200, body: { state: 'waiting', replays: 1 } });
    expect((await admin.transition(`/deliveries/${given.id}`, again.body.version, { action: 'replay' })).status).toBe(409);
    await work();
    expect(receiver.posts.map(({ headers }) => headers['webhook-id'])).toEqual([given.id]);
    expect((await deliveries()).items).toMatchObject([{ state: 'sent', replays: 1 }]);
    const entries = await asOwner(`SELECT action, user_id FROM audit_entry WHERE subject_type = 'delivery'`);
    expect(entries).toEqual([{ action: 'webhook.manage', user_id: expect.any(String) }]);
  });

  it('is tested, renamed, moved with its secret kept, disabled: then nothing goes there', async () => {
    await forgetAll();
    receiver.posts.length = 0;
    await refresh();
    expect((await admin.transition(`/webhooks/${hook.id}`, hook.version, { action: 'test' })).status).toBe(200);
    await work();
    expect(receiver.posts.map(({ body }) => JSON.parse(body).type)).toEqual(['test']);
    const { body: moved } = await admin.patch(`/webhooks/${hook.id}`, { name: '新平台', url: `${receiver.url}/other` }, hook.version);
    expect(moved).toMatchObject({ name: '新平台', url: `${receiver.url}/other`, events: ['assignment_returned'] });
    await tell(world.near.unitId, 'JB-moved');
    await (await newCourier()).due();
    const off = await admin.transition(`/webhooks/${hook.id}`, moved.version, { action: 'disable' });
    expect(off.body).toMatchObject({ state: 'disabled', abilities: ['change', 'enable'] });
    await work();
    expect(receiver.posts).toHaveLength(1);
    expect((await deliveries()).items[0]).toMatchObject({ state: 'dropped', error: 'disabled' });
    expect((await admin.transition(`/webhooks/${hook.id}`, off.body.version, { action: 'test' })).status).toBe(409);
    const on = await admin.transition(`/webhooks/${hook.id}`, off.body.version, { action: 'enable' });
    await tell(world.near.unitId, 'JB-back');
    await work();
    const { path, headers, body } = receiver.posts.at(-1)!;
    expect(path).toBe('/other');
    const signed = createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signed}`);
    await admin.transition(`/webhooks/${hook.id}`, on.body.version, { action: 'disable' });
  });

  it('that was written into the database past the API does not reach the inside either', async () => {
    const sealed = new Sealer({ dataDir: test.dataDir }).seal(JSON.stringify({ url: 'https://169.254.169.254/', secret: 'whsec_AAAA' }));
    await asOwner(`UPDATE webhook SET sealed = $2, disabled_at = NULL WHERE id = $1`, [hook.id, sealed]);
    await forgetAll();
    await tell(world.near.unitId, 'JB-inside');
    await work();
    expect(await states()).toEqual([{ state: 'failed', error: 'address_refused', n: 1 }]);
    await asOwner('UPDATE webhook SET disabled_at = now()');
  });

  async function asAdmin(sql: string): Promise<unknown> {
    const owner = new pg.Client({ connectionString: test.ownerUrl });
    await owner.connect();
    await owner.query('BEGIN');
    await owner.query('SET LOCAL ROLE reach_admin');
    return owner.query(sql).finally(() => owner.end());
  }
});

describe.each(['wecom', 'dingtalk'] as const)('a %s robot', (kind) => {
  const SECRET = 'SECtest';
  let robot: Awaited<ReturnType<typeof startReceiver>>;
  let shutOut = 0;
  let times: number[] = [];
  beforeAll(async () => {
    // as theirs do: twenty in any minute, and a signature that is theirs
    robot = await startReceiver(({ path }) => {
      const now = test.clock.now().getTime();
      const query = new URL(path, 'http://robot').searchParams;
      if (kind === 'dingtalk') {
        const sign = createHmac('sha256', SECRET).update(`${query.get('timestamp')}\n${SECRET}`).digest('base64');
        if (query.get('sign') !== sign || Math.abs(Number(query.get('timestamp')) - now) > 3_600_000) return [200, { errcode: 310000 }];
      }
      times = times.filter((at) => at > now - 60_000);
      if (query.get('access') !== 'k1' || times.length >= 20) {
        shutOut += 1;
        return [200, { errcode: kind === 'wecom' ? 45009 : 130101 }];
      }
      times.push(now);
      return [200, { errcode: 0, errmsg: 'ok' }];
    });
    const admin = await Client.signIn(test, 'sys.admin');
    const { status } = await admin.post('/webhooks', { kind, name: `${kind} 群`, url: `${robot.url}/send?access=k1`, ...(kind === 'dingtalk' && { secret: SECRET }), events: ['assignment_returned'] });
    expect(status).toBe(201);
  });
  afterAll(async () => {
    await asOwner('UPDATE webhook SET disabled_at = now()');
    await robot.stop();
  });
  const texts = () => robot.posts.map(({ body }) => JSON.parse(body).markdown).map(({ content, text }) => (content ?? text) as string);

  it('keeps within twenty a minute: what is more goes out as one, and all is said', async () => {
    await forgetAll();
    const told: string[] = [];
    for (let minute = 0; minute < 3; minute += 1) {
      for (let i = 0; i < 15 + 15 * minute; i += 1) {
        told.push(`N${minute}x${i}.`);
        await tell(world.near.unitId, told.at(-1)!, { reason: '某人' });
      }
      await work();
      pass(20);
    }
    for (let i = 0; i < 3; i += 1) {
      pass(61);
      await work();
    }
    expect(shutOut).toBe(0);
    const all = texts();
    expect(all.length).toBeGreaterThan(15);
    expect(all.length).toBeLessThan(40);
    // a line each, once; of a digest too long for the robot the rest is counted
    const said = all.join('\n');
    const more = all.reduce((n, text) => n + Number(/另有 (\d+) 条/.exec(text)?.[1] ?? 0), 0);
    const found = told.filter((no) => said.split(no).length === 2);
    expect(found.length + more).toBe(told.length);
    expect(said).not.toMatch(/某人|技能/);
    for (const { body } of robot.posts) expect(Buffer.byteLength(JSON.parse(body).markdown.content ?? '')).toBeLessThanOrEqual(4096);
    expect(await states()).toEqual(expect.arrayContaining([{ state: 'sent', error: null, n: all.length }]));
  });

  it('waits for the morning of a working day, and a minute when it is told that it was too much', async () => {
    await forgetAll();
    setTime('2026-06-13T10:00');
    times = [];
    robot.posts.length = 0;
    await tell(world.near.unitId, 'JB-rest');
    await work();
    expect(robot.posts).toEqual([]);
    setTime('2026-06-15T07:30');
    times = Array.from({ length: 20 }, () => test.clock.now().getTime());
    await work();
    expect(await states()).toMatchObject([{ state: 'waiting', error: kind === 'wecom' ? 'robot_45009' : 'robot_130101' }]);
    pass(61);
    await work();
    expect(texts().at(-1)).toContain('JB-rest');
    expect(await states()).toMatchObject([{ state: 'sent', n: 1 }]);
  });
});
