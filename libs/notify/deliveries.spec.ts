import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';
import { notify } from './notify.js';
import { courierRig, startMailServer } from './testing.js';

let test: TestApp;
let world: World;
let mail: Awaited<ReturnType<typeof startMailServer>>;
let refusing = false;
const { setTime, pass, newCourier, work, asOwner, closeCouriers } = courierRig(() => test);
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  await test.db.write(systemActor('test'), { name: undefined, text: `INSERT INTO setting (key, value, source) VALUES ('demo', 'true', 'test') ON CONFLICT DO NOTHING` }, []);
  mail = await startMailServer(0, (to) => (to.startsWith('gone') ? 550 : refusing ? 451 : 250));
  Object.assign(process.env, { SMTP_URL: mail.url, MAIL_FROM: '产改试点通 <notice@example.org>', PUBLIC_URL: 'https://pilot.example.org', OUTBOUND_TIMEOUT_SECONDS: '2' });
});
afterAll(async () => {
  closeCouriers();
  for (const name of ['SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL', 'OUTBOUND_TIMEOUT_SECONDS']) delete process.env[name];
  await mail.stop();
  await test.close();
});

beforeEach(() => setTime('2026-06-10T10:00'));

const tell = (unitId: string, no: string, more: { urgent?: boolean } = {}) =>
  test.db.as(systemActor('test.notify'), (em) =>
    notify(em, {
      organisationId: unitId, roles: ['pilot_liaison'], kind: 'assignment_returned', subjectType: 'assignment', subjectId: world.near.assignmentId,
      data: { no, task: '技能等级认定', taskEn: 'Skill-grade recognition', reason: '材料不全' }, urgent: more.urgent,
    }),
  );
const states = () => asOwner<{ state: string; error: string | null; n: number }>('SELECT state, error, count(*)::int AS n FROM delivery GROUP BY 1, 2 ORDER BY 1, 2');
const forgetAll = () => asOwner('TRUNCATE delivery').then(() => void (mail.mails.length = 0));

/** A reader whose address is confirmed and who chose. */
async function reader(username: string, email: string, choice: object): Promise<Client> {
  const client = await Client.signIn(test, username);
  await client.post('/notification-preferences/email', { email });
  const code = /(\d{6})/.exec(mail.mails.findLast(({ to }) => to === email)!.text)![1]!;
  const { body } = await client.post('/notification-preferences/email/confirm', { code });
  const { status } = await client.patch('/notification-preferences', choice, body.version);
  expect({ email: body.email, status }).toEqual({ email, status: 200 });
  return client;
}

describe('an address', () => {
  it('is used once its owner has typed the code that went there, and by nobody else', async () => {
    const near = await Client.signIn(test, 'unit.near.leader');
    const { body: before } = await near.get('/notification-preferences');
    expect(before).toMatchObject({ version: 0, email: null, mail: 'digest', digestAt: '08:30', quietFrom: '20:00', quietUntil: '07:30', onRestDays: false, mailAvailable: true });
    expect(before.kinds.length).toBeGreaterThan(5);
    expect((await near.post('/notification-preferences/email', { email: 'no address' })).body).toMatchObject({ status: 422, errors: [{ pointer: '/email', code: 'bad_email' }] });
    const asked = await near.post('/notification-preferences/email', { email: 'leader@example.org' });
    expect(asked.body).toMatchObject({ email: null, emailWanted: 'leader@example.org' });
    expect((await near.post('/notification-preferences/email', { email: 'other@example.org' })).status).toBe(429);
    const code = /(\d{6})/.exec(mail.mails.at(-1)!.text)![1]!;
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await near.post('/notification-preferences/email/confirm', { code: wrong })).body).toMatchObject({ status: 422, errors: [{ code: 'code_wrong' }] });
    const far = await Client.signIn(test, 'unit.far.liaison');
    expect((await far.post('/notification-preferences/email/confirm', { code })).status).toBe(422);
    expect((await near.post('/notification-preferences/email/confirm', { code })).body).toMatchObject({ email: 'leader@example.org', emailWanted: null });
    expect((await near.post('/notification-preferences/email/confirm', { code })).status).toBe(422);
    expect((await near.post('/notification-preferences/email/remove')).body).toMatchObject({ email: null });
  });

  it('takes five guesses', async () => {
    const far = await Client.signIn(test, 'unit.far.liaison');
    await far.post('/notification-preferences/email', { email: 'guessed@example.org' });
    const code = /(\d{6})/.exec(mail.mails.at(-1)!.text)![1]!;
    for (let i = 0; i < 5; i += 1) await far.post('/notification-preferences/email/confirm', { code: code === '123456' ? '123457' : '123456' });
    expect((await far.post('/notification-preferences/email/confirm', { code })).status).toBe(422);
  });

  it('is in no audit entry, and that it changed is', async () => {
    const entries = await asOwner<{ changed: string[]; text: string }>(`SELECT changed, (account_before || account_after)::text || changed::text AS text FROM audit_entry WHERE subject_type = 'notification_preference'`);
    expect(entries.length).toBeGreaterThan(2);
    expect(entries.some(({ changed }) => changed.includes('secret'))).toBe(true);
    expect(JSON.stringify(await asOwner(`SELECT * FROM audit_entry`))).not.toMatch(/@example\.org/);
  });

  it('changes with the version seen, whole quiet hours, and choices there are', async () => {
    const leader = await Client.signIn(test, 'leader');
    expect((await leader.patch('/notification-preferences', { mail: 'each' })).status).toBe(428);
    expect((await leader.patch('/notification-preferences', { quietFrom: null }, 0)).body).toMatchObject({ status: 422, errors: [{ pointer: '/quietFrom', code: 'both_or_neither' }] });
    expect((await leader.patch('/notification-preferences', { mail: 'hourly', muted: ['nonsense'], digestAt: '25:00' }, 0)).body.errors).toHaveLength(3);
    // who only reads chooses too
    const { body } = await leader.patch('/notification-preferences', { quietFrom: null, quietUntil: null, mail: 'off' }, 0);
    expect(body).toMatchObject({ mail: 'off', quietFrom: null, quietUntil: null });
    expect((await leader.patch('/notification-preferences', { mail: 'each' }, 0)).status).toBe(412);
    expect((await leader.patch('/notification-preferences', { mail: 'each' }, body.version)).status).toBe(200);
  });
});

describe('mail', () => {
  it('is one digest a day of fifty notices, with the inbox’s sentences and a link, on a working day', async () => {
    const near = await reader('unit.near.liaison', 'near@example.org', { mail: 'digest' });
    await forgetAll();
    setTime('2026-06-12T10:00'); // a Friday
    for (let i = 0; i < 50; i += 1) await tell(world.near.unitId, `JB-${i}`);
    await work();
    expect(mail.mails).toEqual([]);
    setTime('2026-06-13T09:00');
    await work();
    expect(mail.mails).toEqual([]);
    setTime('2026-06-15T08:30');
    await Promise.all([work(await newCourier()), work(await newCourier())]);
    expect(mail.mails).toHaveLength(1);
    const [{ to, text }] = mail.mails as [(typeof mail.mails)[0]];
    expect(to).toBe('near@example.org');
    expect(text).toContain('您有 50 条新通知');
    const { body: inbox } = await near.get('/notifications?limit=200');
    for (const { title, href } of inbox.items) {
      expect(text).toContain(title);
      expect(text).toContain(`https://pilot.example.org${href}`);
    }
    expect(await states()).toEqual([{ state: 'merged', error: null, n: 49 }, { state: 'sent', error: null, n: 1 }]);
    await work();
    expect(mail.mails).toHaveLength(1);
    await near.post('/notifications/read', {});
  });

  it('goes out at night and on a rest day when it is urgent', async () => {
    await forgetAll();
    setTime('2026-06-13T23:00');
    await tell(world.near.unitId, 'JB-calm');
    await tell(world.near.unitId, 'JB-top', { urgent: true });
    await work();
    expect(mail.mails.map(({ text }) => text)).toEqual([expect.stringContaining('JB-top')]);
    expect(mail.mails[0]!.text).not.toContain('JB-calm');
  });

  it('says nothing of what was read meanwhile, was muted, or is another’s by now', async () => {
    const near = await Client.signIn(test, 'unit.near.liaison');
    await near.post('/notifications/read', {});
    setTime('2026-06-15T08:30');
    await work();
    await forgetAll();
    const { body: seen } = await near.get('/notification-preferences');
    await tell(world.near.unitId, 'JB-read');
    await (await newCourier()).due();
    await near.post('/notifications/read', {});
    const { body } = await near.patch('/notification-preferences', { muted: ['assignment_returned'] }, seen.version);
    await tell(world.near.unitId, 'JB-muted');
    setTime('2026-06-16T08:30');
    await work();
    expect(mail.mails).toEqual([]);
    expect(await states()).toEqual([{ state: 'dropped', error: 'read_meanwhile', n: 1 }]);
    await near.patch('/notification-preferences', { muted: [], mail: 'each', language: 'en' }, body.version);
  });

  it('as it happens gathers a minute, keeps quiet hours, and speaks the reader’s language', async () => {
    await forgetAll();
    for (let i = 0; i < 3; i += 1) await tell(world.near.unitId, `JB-each-${i}`);
    await work();
    expect(mail.mails).toEqual([]);
    pass(60);
    await work();
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]!.text).toContain('3 new notices for you');
    setTime('2026-06-10T21:00');
    await tell(world.near.unitId, 'JB-night');
    setTime('2026-06-11T07:29');
    await work();
    expect(mail.mails).toHaveLength(1);
    setTime('2026-06-11T07:30');
    await work();
    expect(mail.mails).toHaveLength(2);
  });

  it('is late and not lost when the server is away, and nothing waits on it', async () => {
    await forgetAll();
    const { port } = mail;
    await mail.stop();
    await tell(world.near.unitId, 'JB-late', { urgent: true });
    await work();
    expect(await states()).toMatchObject([{ state: 'waiting', error: expect.stringMatching(/^E/), n: 1 }]);
    const { mails } = mail;
    mail = await startMailServer(port, (to) => (to.startsWith('gone') ? 550 : refusing ? 451 : 250));
    expect(mails).toEqual([]);
    pass(5 * 60);
    refusing = true;
    await work();
    refusing = false;
    expect(mail.mails).toEqual([]);
    for (let i = 0; i < 20; i += 1) pass(5 * 60);
    await work();
    expect(mail.mails.map(({ text }) => text)).toEqual([expect.stringContaining('JB-late')]);
    expect(await states()).toMatchObject([{ state: 'sent', n: 1 }]);
  });

  it('is given up when the server says that there is no such box', async () => {
    // its code came through while the box was there
    await asOwner(`UPDATE notification_preference SET email = 'gone@example.org' WHERE email = 'near@example.org'`);
    await forgetAll();
    await tell(world.near.unitId, 'JB-gone', { urgent: true });
    await work();
    expect(await states()).toEqual([{ state: 'failed', error: 'smtp_550', n: 1 }]);
    await asOwner(`UPDATE notification_preference SET mail = 'off' WHERE email = 'gone@example.org'`);
  });

  it('does not leave a demo for another machine, nor an installation without a server', async () => {
    const { mailSettings } = await import('./mailer.js');
    const there = { SMTP_URL: 'smtps://mail.example.org', MAIL_FROM: 'a@example.org' };
    expect(mailSettings(true, there)).toBeUndefined();
    expect(mailSettings(false, there)).toMatchObject({ url: there.SMTP_URL });
    expect(mailSettings(false, {})).toBeUndefined();
  });
});
