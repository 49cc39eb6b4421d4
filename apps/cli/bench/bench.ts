import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../embedded-postgres.js';
import { onStopRequest } from '../stop-requests.js';
import { startServer, type Server } from './child.js';
import { ACCOUNT, fill, OFFICE } from './fill.js';
import { Connection, message } from './load.js';
import { measureExport } from './export.js';
import { measureIssue } from './issue.js';
import { measureLedger } from './ledger.js';
import { measure, type Figure, type Stage } from './measure.js';
import { isIssue, isLedger, isOnItsOwn, optionsFrom, WORKLOADS, type Scale } from './options.js';
import { measureSubmit } from './submit.js';
import { table, type Memory } from './report.js';
import { workloadsOn } from './workloads.js';

const POOL = 10;
const report = (line: string) => process.stderr.write(`· ${line}\n`);

/** `npm run bench`: the product over HTTP against a bare Fastify + pg server on the same database. See docs/bench.md. */
export async function runBench(argv: string[]): Promise<void> {
  const options = optionsFrom(argv);
  // Undone in reverse, whether it ends well, fails, or somebody asks to stop.
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    while (undo.length) await undo.pop()!().catch((error: Error) => report(error.message));
  };
  const stopping = onStopRequest(stop);
  try {
    const dataDir = await mkdtemp(join(tmpdir(), 'changai-bench-'));
    undo.push(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
    // PostgreSQL may run as another user, who has to pass through
    await chmod(dataDir, 0o755);
    report('starting PostgreSQL');
    const starting = startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), log: report });
    undo.push(() => starting.then((server) => server.stop()));
    const { url } = await starting;

    const stages: Stage[] = [];
    for (const scale of options.scales) stages.push(await prepare(url, scale, dataDir, undo));
    const figures: Figure[] = [];
    // what writes comes last, and the order of telling is the usual one
    const order = options.only.filter((name) => !isOnItsOwn(name)).sort((a, b) => Number(a === 'W4') - Number(b === 'W4'));
    for (const name of order) figures.push(...(await measure(name, stages, options, report)));
    if (options.only.includes('X1')) for (const stage of stages) figures.push(...(await measureExport(stage, options, report)));
    if (options.only.includes('R2')) for (const stage of stages) figures.push(...(await measureSubmit(stage, options, report)));
    if (options.only.some(isIssue)) for (const stage of stages) figures.push(...(await measureIssue(stage, options, report)));
    if (options.only.some(isLedger)) for (const stage of stages) figures.push(...(await measureLedger(stage, dataDir, options, report)));
    figures.sort((a, b) => WORKLOADS.indexOf(a.workload) - WORKLOADS.indexOf(b.workload) || a.scale - b.scale);
    const memory: Memory[] = [];
    for (const { scale, product } of stages) memory.push({ scale, ...(await product.memory()) });
    await stop();
    const told = table(figures, memory);
    if (options.json) report(`\n${told}`);
    console.log(options.json ? JSON.stringify(figures) : told);
  } catch (error) {
    if (stopping()) return;
    await stop();
    throw error;
  }
}

async function prepare(url: string, scale: Scale, dataDir: string, undo: (() => Promise<unknown>)[]): Promise<Stage> {
  const ownerUrl = await createDatabase(url, `bench_${scale}`);
  await fill(ownerUrl, scale, dataDir, report);
  const start = async (module: string): Promise<Server> => {
    const starting = startServer(module, { ownerUrl, dataDir, poolSize: POOL });
    undo.push(() => starting.then((server) => server.stop(), () => undefined));
    return starting;
  };
  const [product, bare] = [await start('product-server'), await start('bare-server')];
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return { scale, ownerUrl, product, bare, token: await signIn(product, ACCOUNT), officeToken: await signIn(product, OFFICE), workloads: await workloadsOn(client) };
  } finally {
    await client.end();
  }
}

async function createDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`).finally(() => client.end());
  return Object.assign(new URL(url), { pathname: `/${name}` }).toString();
}

async function signIn({ url }: Server, account: typeof ACCOUNT): Promise<string> {
  const connection = await Connection.open(url);
  const { status, body } = await connection.send(message(url, 'POST', '/api/v1/auth/login', {}, JSON.stringify(account)));
  connection.close();
  if (status !== 200) throw new Error(`Signing in was answered ${status}: ${body.toString()}`);
  return (JSON.parse(body.toString()) as { accessToken: string }).accessToken;
}
