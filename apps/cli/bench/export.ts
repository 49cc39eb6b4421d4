import pg from 'pg';
import { watchMemory } from './ledger.js';
import type { Figure, Stage } from './measure.js';
import type { Options } from './options.js';

/** Units of one period with 52 entries each: 27,040 rows. */
const UNITS = 520;

/**
 * A period's entries of 520 units as a workbook, read to the end over HTTP, beside the same writer over one query: 27,040 rows at 1×, at 10× those of
 * as many regions as have that many units.
 */
export async function measureExport(stage: Stage, options: Options, report: (line: string) => void): Promise<Figure[]> {
  const client = new pg.Client({ connectionString: stage.ownerUrl });
  await client.connect();
  const rows = async (sql: string, values: unknown[] = []) => (await client.query(sql, values)).rows;
  const [period] = await rows('SELECT id FROM reporting_period ORDER BY opens_on DESC LIMIT 1');
  const regions = await rows(`SELECT code FROM (SELECT r.code, sum(count(*)) OVER (ORDER BY r.protocol_order) - count(*) AS before FROM region r JOIN pilot_unit u ON u.region_id = r.id GROUP BY r.id) x WHERE before < $1`, [UNITS]);
  const codes = regions.map(({ code }) => code as string);
  const [{ n }] = await rows(
    `SELECT count(*)::int AS n FROM report_entry e JOIN region r ON r.id = e.region_id WHERE e.reporting_period_id = $1 AND r.code = ANY ($2)`, [period.id, codes],
  );
  await client.end();
  const query = new URLSearchParams([['period', period.id as string], ...codes.map((code): [string, string] => ['region', code])]);
  const product = () => read(new URL(`/api/v1/progress-reports/entries/export?${query}`, stage.product.url), { authorization: `Bearer ${stage.officeToken}` });
  const bare = () => read(new URL(`/entries/export?${query}`, stage.bare.url), {});
  const rounds: { product: number; bare: number; rise: number }[] = [];
  const pairs = Math.max(3, options.pairs);
  for (let round = -1; round < pairs; round += 1) {
    const took = { product: 0, bare: 0, rise: 0 };
    for (const side of round % 2 === 0 ? (['product', 'bare'] as const) : (['bare', 'product'] as const)) {
      const watch = side === 'product' ? await watchMemory(stage) : undefined;
      took[side] = await (side === 'product' ? product : bare)();
      if (watch) took.rise = await watch();
    }
    if (round < 0) continue; // to warm up
    rounds.push(took);
    report(`export ${stage.scale}× round ${round + 1}/${pairs}: ${n} rows, ${(took.product / 1000).toFixed(2)} s, bare writer ${(took.bare / 1000).toFixed(2)} s, ${took.rise.toFixed(0)} MB more`);
  }
  const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
  const [took, ratios] = [sorted(rounds.map((round) => round.product)), sorted(rounds.map((round) => round.bare / round.product))];
  const median = took[took.length >> 1]!;
  return [{
    workload: 'X1', scale: stage.scale, ratio: Number(ratios[ratios.length >> 1]!.toFixed(3)), rps: Number(((1000 * n) / median).toFixed(0)),
    p50: Number(median.toFixed(0)), p99: Number(took.at(-1)!.toFixed(0)), riseMb: Number(Math.max(...rounds.map(({ rise }) => rise)).toFixed(0)),
  }];
}

/** @returns how long it took until the last byte, ms */
async function read(url: URL, headers: Record<string, string>): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url, { headers });
  let bytes = 0;
  for await (const chunk of answer.body!) bytes += (chunk as Uint8Array).length;
  if (!answer.ok || bytes < 10_000) throw new Error(`${url.pathname} was answered ${answer.status} with ${bytes} bytes.`);
  return performance.now() - began;
}
