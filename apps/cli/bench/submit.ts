import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { SUBMIT_PLACE } from './bare-submit.js';
import { LEADER } from './fill.js';
import { Connection, message } from './load.js';
import type { Figure, Stage } from './measure.js';
import type { Options } from './options.js';

const CONNECTIONS = 8;

interface Waiting {
  id: string;
  version: number;
  username: string;
  token: string;
}

/**
 * Leaders of different units hand in a report that lies before them, each once a round; then the reports lie before them again. Beside it the
 * bare server, which writes the same rows into copies of the tables.
 */
export async function measureSubmit(stage: Stage, options: Options, report: (line: string) => void): Promise<Figure[]> {
  const client = new pg.Client({ connectionString: stage.ownerUrl });
  await client.connect();
  const open = (url: URL) => Promise.all(Array.from({ length: CONNECTIONS }, () => Connection.open(url)));
  const [product, bare] = [await open(stage.product.url), await open(stage.bare.url)];
  try {
    await client.query(SUBMIT_PLACE);
    const waiting = await beforeTheirLeaders(client, stage, product[0]!);
    const rounds: { product: number; bare: number; times: number[] }[] = [];
    const pairs = Math.max(6, options.pairs * 3);
    for (let round = -1; round < pairs; round += 1) {
      const sides = {
        product: () => handIn(product, waiting, ({ id, version, token }) => message(stage.product.url, 'POST', `/api/v1/progress-reports/${id}/transitions`,
          { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID(), 'if-match': `"${version}"` }, JSON.stringify({ action: 'submit' }))),
        bare: () => handIn(bare, waiting, ({ id, version }) => message(stage.bare.url, 'POST', `/progress-reports/${id}/submit`, {}, JSON.stringify({ version }))),
      };
      const took: Record<'product' | 'bare', { ms: number; times: number[] }> = { product: { ms: 0, times: [] }, bare: { ms: 0, times: [] } };
      for (const side of round % 2 === 0 ? (['product', 'bare'] as const) : (['bare', 'product'] as const)) took[side] = await sides[side]();
      if (round >= 0) rounds.push({ product: took.product.ms, bare: took.bare.ms, times: took.product.times });
      await putBack(client, waiting);
    }
    const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
    const ratios = sorted(rounds.map((round) => round.bare / round.product));
    const [took, times] = [sorted(rounds.map((round) => round.product)), sorted(rounds.flatMap((round) => round.times))];
    report(`submit ${stage.scale}×: ${waiting.length} reports a round, ${pairs} rounds, ${took[took.length >> 1]!.toFixed(0)} ms a round`);
    return [{
      workload: 'R2', scale: stage.scale, ratio: Number(ratios[ratios.length >> 1]!.toFixed(3)), rps: Number(((1000 * waiting.length) / took[took.length >> 1]!).toFixed(1)),
      p50: Number(times[times.length >> 1]!.toFixed(2)), p99: Number(times[Math.floor(times.length * 0.99)]!.toFixed(2)),
    }];
  } finally {
    for (const connection of [...product, ...bare]) connection.close();
    await client.end();
  }
}

/** The reports that lie before leaders with an account, each with its leader signed in. */
async function beforeTheirLeaders(client: pg.Client, stage: Stage, connection: Connection): Promise<Waiting[]> {
  const { rows } = await client.query<Waiting>(
    `SELECT r.id, r.version, u.username FROM progress_report r JOIN position p ON p.organisation_id = r.pilot_unit_id AND p.role = 'pilot_leader' JOIN app_user u ON u.id = p.user_id
     WHERE r.state = 'internal_review' ORDER BY u.username`,
  );
  for (const row of rows) {
    const { status, body } = await connection.send(message(stage.product.url, 'POST', '/api/v1/auth/login', {}, JSON.stringify({ username: row.username, password: LEADER.password })));
    if (status !== 200) throw new Error(`Signing in was answered ${status}: ${body.toString()}`);
    row.token = (JSON.parse(body.toString()) as { accessToken: string }).accessToken;
  }
  return rows;
}

async function handIn(connections: Connection[], waiting: Waiting[], request: (one: Waiting) => Buffer): Promise<{ ms: number; times: number[] }> {
  const [left, times] = [[...waiting], [] as number[]];
  const began = performance.now();
  await Promise.all(connections.map(async (connection) => {
    for (let one = left.pop(); one; one = left.pop()) {
      const sent = performance.now();
      const { status, body } = await connection.send(request(one));
      if (status > 299) throw new Error(`Handing in was answered ${status}: ${body.toString().slice(0, 300)}`);
      times.push(performance.now() - sent);
    }
  }));
  return { ms: performance.now() - began, times };
}

/** Every round hands in alike: states, steps and notices are as before, and so are the tallies. */
async function putBack(client: pg.Client, waiting: Waiting[]): Promise<void> {
  const ids = waiting.map(({ id }) => id);
  await client.query('SET session_replication_role = replica');
  for (const schema of ['public', 'plain']) {
    await client.query(`DELETE FROM ${schema}.report_step WHERE progress_report_id = ANY ($1)`, [ids]);
    await client.query(`DELETE FROM ${schema}.notification WHERE subject_id = ANY ($1)`, [ids]);
    await client.query(
      `UPDATE ${schema}.progress_report r SET state = 'internal_review', submitted_at = NULL, on_time = false, submissions = 0, in_force = false, version = w.version
       FROM unnest($1::uuid[], $2::int[]) w(id, version) WHERE w.id = r.id`, [ids, waiting.map(({ version }) => version)],
    );
    await client.query(`INSERT INTO ${schema}.indicator_tally SELECT v.reporting_period_id, v.indicator_code, v.region_id, c.batch_id, -count(*), -sum(in_ten_thousandths(v.value)),
        -sum(in_ten_thousandths(v.numerator)), -sum(in_ten_thousandths(v.denominator))
      FROM indicator_value v JOIN pilot_case c ON c.id = v.pilot_case_id WHERE v.progress_report_id = ANY ($1) GROUP BY 1, 2, 3, 4`, [ids]);
    await client.query(`INSERT INTO ${schema}.report_tally SELECT r.reporting_period_id, r.region_id, k.kind, -count(*) FROM public.progress_report r JOIN reporting_period d ON d.id = r.reporting_period_id,
        (VALUES ('actual'), ('on_time')) k(kind) WHERE r.id = ANY ($1) GROUP BY 1, 2, 3`, [ids]);
  }
  await client.query('RESET session_replication_role');
}
