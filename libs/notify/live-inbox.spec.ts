import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { startReplica, startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';
import { notify } from './notify.js';

interface State {
  unread: number;
  latest: string | null;
}

/** A stream as a browser has it: what it was told so far, and whether it is over. */
class Stream {
  readonly told: State[] = [];
  over = false;
  private constructor(private readonly stop: AbortController) {}

  static async open(app: NestFastifyApplication, token: string): Promise<Stream> {
    const stop = new AbortController();
    const { port } = app.getHttpServer().address() as { port: number };
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/events`, { headers: { authorization: `Bearer ${token}` }, signal: stop.signal });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const stream = new Stream(stop);
    void stream.read(answer.body!);
    await until(() => stream.told.length > 0);
    return stream;
  }

  get last(): State {
    return this.told.at(-1)!;
  }

  close(): void {
    this.stop.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = '';
    const bytes = body as unknown as AsyncIterable<Uint8Array>;
    try {
      for await (const part of bytes) {
        const events = (text += Buffer.from(part).toString()).split('\n\n');
        text = events.pop()!;
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (/^event: inbox$/m.test(event) && data) this.told.push(JSON.parse(data) as State);
        }
      }
    } catch {
      // closed by us, or cut off
    }
    this.over = true;
  }
}

async function until(done: () => boolean, seconds = 5): Promise<void> {
  for (let i = 0; i < seconds * 50; i += 1) {
    if (done()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not come to that.');
}

let test: TestApp;
let replica: Awaited<ReturnType<typeof startReplica>>;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  replica = await startReplica(test);
  for (const { app } of [test, replica]) await app.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await replica.close();
  await test.close();
});

const tell = (unitId: string, db = test.db) =>
  db.as(systemActor('test.notify'), (em) =>
    notify(em, {
      organisationId: unitId, roles: ['pilot_liaison'], kind: 'assignment_completed', subjectType: 'assignment', subjectId: world.near.assignmentId,
      data: { no: 'JB-1', task: '任务', taskEn: 'Task' },
    }),
  );

it('tells at once what is unread, and every change of it, in all of one’s windows, and nobody else', async () => {
  const near = await Client.signIn(test, 'unit.near.liaison');
  const other = await Client.signIn(test, 'unit.far.liaison');
  const [desk, phone, far] = await Promise.all([Stream.open(test.app, near.token!), Stream.open(test.app, near.token!), Stream.open(test.app, other.token!)]);
  expect(desk.last).toEqual({ unread: 0, latest: null });
  await tell(world.near.unitId);
  await until(() => desk.last.unread === 1 && phone.last.unread === 1);
  const { body } = await near.get('/notifications?unread=true');
  expect(body.items[0].id).toBe(desk.last.latest);
  await near.post(`/notifications/${body.items[0].id}/read`);
  await until(() => desk.last.unread === 0 && phone.last.unread === 0);
  expect(far.told).toEqual([{ unread: 0, latest: null }]);
  for (const stream of [desk, phone, far]) stream.close();
});

it('hears what another replica wrote, and says nothing of what was rolled back', async () => {
  const near = await Client.signIn(test, 'unit.near.liaison');
  const stream = await Stream.open(replica.app, near.token!);
  await test.db
    .as(systemActor('test.notify'), async (em) => {
      await em.query(`SELECT notify_positions($1, '{pilot_liaison}', 'assignment_completed', 'assignment', $2, '{}')`, [world.near.unitId, world.near.assignmentId]);
      throw new Error('never happened');
    })
    .catch(() => undefined);
  await tell(world.near.unitId);
  await until(() => stream.last.unread === 1);
  expect(stream.told).toHaveLength(2);
  await near.post('/notifications/read', {});
  await until(() => stream.last.unread === 0);
  stream.close();
});

it('takes the announcements up again when their connection breaks, and misses nothing of meanwhile', async () => {
  const near = await Client.signIn(test, 'unit.near.liaison');
  const stream = await Stream.open(test.app, near.token!);
  const owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
  const { rowCount } = await owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'changai-listen'`);
  expect(rowCount).toBeGreaterThan(0);
  await owner.end();
  await tell(world.near.unitId);
  await until(() => stream.last.unread === 1);
  stream.close();
  await near.post('/notifications/read', {});
});

it('ends with the session, at once, and is refused from then on', async () => {
  const near = await Client.signIn(test, 'unit.near.liaison');
  const stream = await Stream.open(test.app, near.token!);
  await near.post('/auth/logout');
  await until(() => stream.over);
  const { port } = test.app.getHttpServer().address() as { port: number };
  const again = await fetch(`http://127.0.0.1:${port}/api/v1/events`, { headers: { authorization: `Bearer ${near.token}` } });
  expect(again.status).toBe(401);
  expect(again.headers.get('content-type')).toContain('application/problem+json');
});

it('ends when the reader acts in another position, whose inbox it is not', async () => {
  const person = await Client.signIn(test, 'two.hats');
  const stream = await Stream.open(test.app, person.token!);
  const { body: me } = await person.get('/me');
  await person.post('/auth/position', { positionId: me.positions.find((p: { id: string }) => p.id !== me.position.id).id });
  await until(() => stream.over);
});

it('keeps no session from growing idle', async () => {
  const near = await Client.signIn(test, 'unit.near.liaison');
  const seenAt = () => test.db.read<{ at: Date }>(systemActor('test'), { name: undefined, text: `SELECT max(seen_at) AS at FROM session` }, []);
  await test.db.write(systemActor('test'), { name: undefined, text: `UPDATE session SET seen_at = seen_at - interval '10 minutes'` }, []);
  const [before] = await seenAt();
  const stream = await Stream.open(test.app, near.token!);
  expect(await seenAt()).toEqual([before]);
  stream.close();
});

it('has a limit for one session', async () => {
  const near = await Client.signIn(test, 'unit.sibling.liaison');
  const streams = await Promise.all(Array.from({ length: 20 }, () => Stream.open(test.app, near.token!)));
  const { status, body } = await near.get('/events');
  expect({ status, code: body.code }).toEqual({ status: 429, code: 'too_many_requests' });
  for (const stream of streams) stream.close();
});

describe('marking all read', () => {
  it('goes up to the newest that was in sight, and touches no other inbox', async () => {
    const near = await Client.signIn(test, 'unit.near.liaison');
    const far = await Client.signIn(test, 'unit.far.liaison');
    for (const unit of [world.near.unitId, world.far.unitId, world.near.unitId]) await tell(unit);
    const { items } = (await near.get('/notifications?unread=true')).body;
    expect(items).toHaveLength(2);
    await tell(world.near.unitId);
    expect(await near.post('/notifications/read', { upTo: items[0].id })).toMatchObject({ status: 200, body: { read: 2 } });
    expect((await near.get('/notifications?unread=true')).body.total).toBe(1);
    expect((await far.get('/notifications?unread=true')).body.total).toBe(1);
    expect((await near.post('/notifications/read', { upTo: 'tomorrow', all: true })).body.errors.map((e: { pointer: string }) => e.pointer).sort()).toEqual(['/all', '/upTo']);
  });

  it('is everybody’s own: leaders and administrators too', async () => {
    const put = (username: string) =>
      test.db.write(
        systemActor('test'),
        { name: undefined, text: `INSERT INTO notification (id, position_id, kind, subject_type, subject_id) SELECT uuid_v7(), p.id, 'case_told', 'pilot_case', $2 FROM position p JOIN app_user u ON u.id = p.user_id WHERE u.username = $1` },
        [username, world.near.caseId],
      );
    for (const username of ['leader', 'sys.admin']) {
      await put(username);
      const client = await Client.signIn(test, username);
      expect(await client.post('/notifications/read', {})).toMatchObject({ status: 200, body: { read: 1 } });
    }
  });

  it('lists by what the notices are about, and refuses what there is none of', async () => {
    const near = await Client.signIn(test, 'unit.near.liaison');
    const all = (await near.get('/notifications')).body.total;
    expect((await near.get('/notifications?subjectType=assignment')).body.total).toBe(all);
    expect((await near.get('/notifications?subjectType=visit&subjectType=pilot_case')).body.total).toBe(0);
    expect((await near.get('/notifications?subjectType=weather')).status).toBe(400);
  });
});
