import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { CITY } from './fill.js';
import { message } from './load.js';
import type { WorkloadName } from './options.js';

/** What both servers are asked, the n-th time. */
export interface Workload {
  name: WorkloadName;
  /** Made anew for every request: a retried key would be answered from what was kept. */
  product(n: number, url: URL, token: string): Buffer;
  bare(n: number, url: URL): Buffer;
  /** Who asks: the city's staff unless it is the office. */
  as?: 'office';
  /** One request after the other: what counts is how long one takes. */
  alone?: true;
  /** How many different requests there are. */
  variants: number;
}

const LISTS = [
  ['in_progress', 'red'], ['in_progress', 'yellow'], ['in_progress', 'green'], ['returned', 'yellow'], ['returned', 'red'],
  ['feedback_submitted', 'green'], ['issued', 'green'], ['completed', 'done'], ['archived', 'done'], ['suspended', 'grey'],
];

const DIRECTIONS = ['IDEOLOGY', 'MERIT'];
const UNDER_WAY = ['issued', 'in_progress', 'returned'];

/** The workloads over what this database holds. */
export async function workloadsOn(client: pg.Client): Promise<Workload[]> {
  const units = await idsOf(client, 'SELECT u.id FROM pilot_unit u WHERE u.region_id = $1 ORDER BY u.id');
  const open = await idsOf(
    client,
    `SELECT a.id FROM assignment a WHERE a.region_id = $1 AND a.state = ANY ($2) ORDER BY hashtext(a.id::text)`,
    UNDER_WAY,
  );
  const words = await searches(client);
  const lists = LISTS.map(([state, light]) => `region=${CITY}&state=${state}&light=${light}`);
  return [
    reading('W1', lists.map((query) => [`/assignments?${query}&sort=dueOn&limit=50`, `/assignments?${query}`])),
    reading('W2', words.map((q) => [`/pilot-units?q=${q}`, `/pilot-units?region=${CITY}&q=${q}`])),
    reading('W3', [['/stats/overview', '/overview']]),
    logging(open),
    reading('M1', [['/assignments/matrix', `/matrix?region=${CITY}`], ...DIRECTIONS.map((direction) => [`/assignments/matrix?direction=${direction}`, `/matrix?region=${CITY}&direction=${direction}`])]),
    { ...reading('M2', [['/assignments/matrix', '/matrix']]), as: 'office' },
    reading('R1', (await handedIn(client)).map((id) => [`/progress-reports/${id}`, `/progress-reports/${id}`])),
    { ...reading('R3', await ratesOf(client)), as: 'office', alone: true },
    { ...reading('R4', await figuresOf(client)), as: 'office', alone: true },
    reading('W5', units.map((id) => [`/pilot-units/${id}/assignments`, `/pilot-units/${id}/assignments`])),
  ];
}

function reading(name: WorkloadName, paths: string[][]): Workload {
  const at = (n: number) => paths[n % paths.length]!;
  // the buffers are the same every time
  const kept = new Map<string, Buffer>();
  const once = (url: URL, path: string, headers?: Record<string, string>) => {
    const key = url.host + path;
    if (!kept.has(key)) kept.set(key, message(url, 'GET', path, headers));
    return kept.get(key)!;
  };
  return {
    name,
    variants: paths.length,
    product: (n, url, token) => once(url, `/api/v1${at(n)[0]}`, { authorization: `Bearer ${token}` }),
    bare: (n, url) => once(url, at(n)[1]!),
  };
}

/** An entry on one open assignment after another; they are so many that no two under way are on the same. */
function logging(ids: string[]): Workload {
  const path = (n: number) => `/assignments/${ids[n % ids.length]}/progress-updates`;
  const body = (n: number) =>
    JSON.stringify({
      progress: (n * 37) % 96,
      done: '召开专题推进会，明确责任分工和时间节点；完成班组培训并建立台账。',
      problems: '一线职工工学矛盾较突出',
      nextSteps: '按序时进度推进，月底前完成阶段总结。',
    });
  return {
    name: 'W4',
    variants: 20,
    product: (n, url, token) =>
      message(url, 'POST', `/api/v1${path(n)}`, { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }, body(n)),
    bare: (n, url) => message(url, 'POST', path(n), {}, body(n)),
  };
}

/** Parts of the city's own names: two Chinese characters, some initials, some pinyin. */
async function searches(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; search_text: string }>(
    `SELECT u.name, u.search_text FROM pilot_unit u JOIN region r ON r.id = u.region_id WHERE r.code = $1 ORDER BY u.uscc LIMIT 10`,
    [CITY],
  );
  const words = rows.flatMap(({ name, search_text }) => {
    const [, , pinyin, initials] = search_text.split(' ');
    return [name.slice(4, 6), name.slice(2, 4), initials!.slice(2, 6), pinyin!.slice(8, 15)];
  });
  return [...new Set(words)].map(encodeURIComponent);
}

async function idsOf(client: pg.Client, sql: string, states?: string[]): Promise<string[]> {
  const { rows: [city] } = await client.query('SELECT id FROM region WHERE code = $1', [CITY]);
  const { rows } = await client.query(sql, states ? [city.id, states] : [city.id]);
  return rows.map((row) => row.id);
}

/** Reports of the city that were handed in for the open period. */
async function handedIn(client: pg.Client): Promise<string[]> {
  return (await idsOf(client, `SELECT r.id FROM progress_report r WHERE r.region_id = $1 AND r.state = 'city_review' ORDER BY hashtext(r.id::text) LIMIT 60`));
}

const openPeriod = async (client: pg.Client): Promise<string> => (await client.query('SELECT id FROM reporting_period ORDER BY opens_on DESC LIMIT 1')).rows[0].id as string;

/** The five rates by everything, of the open period; by period, of all. */
async function ratesOf(client: pg.Client): Promise<string[][]> {
  const period = await openPeriod(client);
  return ['region', 'department', 'batch', 'period'].map((by) => {
    const query = by === 'period' ? `by=${by}` : `by=${by}&period=${period}`;
    return [`/stats/reporting-rates?${query}`, `/rates?${query}`];
  });
}

/** Every indicator at once, and one of each kind line by line, of the open period. */
async function figuresOf(client: pg.Client): Promise<string[][]> {
  const period = await openPeriod(client);
  const { rows } = await client.query<{ code: string; kind: string }>(
    `SELECT DISTINCT ON (i.kind) i.code, i.kind FROM indicator i JOIN task_category t ON i.code = ANY (t.indicator_codes) ORDER BY i.kind, i.sequence`,
  );
  const lines = rows.flatMap(({ code, kind }) => ['region', 'batch', 'task'].map((by) => [
    `/indicators/${code}/figures?by=${by}&period=${period}`, `/figures?by=${by}&period=${period}&code=${code}&kind=${kind}`,
  ]));
  return [[`/indicators?period=${period}`, `/figures?period=${period}`], ...lines];
}
