import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { isAlive, postmasterPid } from './postmaster.js';

const ask = async (connectionString: string, sql: string) => {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  return client.query(sql).finally(() => client.end());
};

const eventually = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let trial = 0; ; trial++) {
    try {
      return await work();
    } catch (error) {
      if (trial > 100) throw error;
      await sleep(100);
    }
  }
};

describe('the embedded PostgreSQL', () => {
  // Readable by nobody else, with a space and Chinese characters: a home folder as it comes.
  const home = mkdtempSync(join(tmpdir(), '试点 '));
  const dataDir = join(home, '数 据');
  const cluster = join(dataDir, 'cluster');
  const said: string[] = [];
  const options = { dataDir, log: (line: string) => void said.push(line) };
  beforeAll(() => chmodSync(home, 0o700));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('keeps what was committed over a kill -9 of the server and a restart, on an address that holds', async () => {
    const first = await startEmbeddedPostgres(options);
    await ask(first.url, 'create table kept (id int)');
    await ask(first.url, 'insert into kept values (1)');
    process.kill((await postmasterPid(cluster))!, 'SIGKILL');
    await eventually(() => ask(first.url, 'insert into kept values (2)'));
    expect(said).toContain('PostgreSQL ended unexpectedly and is started again');
    const pid = (await postmasterPid(cluster))!;
    await first.stop();
    expect(isAlive(pid)).toBe(false);

    const second = await startEmbeddedPostgres(options);
    const { rows } = await ask(second.url, 'select id from kept order by id');
    expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
    await second.stop();
  });

  it('promises durability, listens to this machine alone, and knows Chinese characters for letters', async () => {
    const server = await startEmbeddedPostgres(options);
    const { rows } = await ask(
      server.url,
      `select current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes') as durable,
              current_setting('listen_addresses') as host, current_setting('unix_socket_directories') as socket`,
    );
    expect(rows[0]).toEqual({ durable: 'ononon', host: '127.0.0.1', socket: '' });
    await ask(server.url, 'create extension pg_trgm');
    expect((await ask(server.url, `select cardinality(show_trgm('产改试点')) as trigrams`)).rows[0].trigrams).toBeGreaterThan(0);
    await expect(ask(server.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
    await server.stop();
  });
});
