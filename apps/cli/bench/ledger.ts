import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import ExcelJS from '@protobi/exceljs';
import pg from 'pg';
import type { Figure, Stage } from './measure.js';
import type { LedgerWorkload, Options } from './options.js';

export const ROWS = 5200;
const MB = 1024 * 1024;
const HEADER = ['单位名称', '统一社会信用代码', '信用代码说明', '所属地区', '单位类别', '所有制', '企业规模', '行业门类', '职工人数', '产业工人数', '试点层级', '批次', '确定文号', '确定日期', '承担任务', '联络员', '联系电话', '备注'];
const IMPORTS = '/api/v1/pilot-units/imports';

interface Import {
  id: string;
  status: string;
  version: number;
  counts: { create: number; error: number } | null;
}

/**
 * A ledger of 5,200 units, previewed, committed and undone over HTTP, beside PostgreSQL's own COPY of the same rows into a table of
 * texts: the ratio is COPY's time as a share of the product's. Undone after each round, so that every round writes alike.
 */
export async function measureLedger(stage: Stage, dataDir: string, options: Options, report: (line: string) => void): Promise<Figure[]> {
  const rows = Array.from({ length: ROWS }, (_, n) => rowOf(n));
  const file = await workbookOf(rows);
  const copied = join(dataDir, 'ledger.csv');
  await writeFile(copied, rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n'), { mode: 0o644 });
  const client = new pg.Client({ connectionString: stage.ownerUrl });
  await client.connect();
  const rounds: { copy: number; preview: number; commit: number; undo: number; rise: number }[] = [];
  try {
    await client.query(`CREATE TABLE bench_ledger (${HEADER.map((_, i) => `c${i} text`).join(', ')})`);
    // the province was filled past the sequence that numbers cases
    await client.query(`SELECT setval('pilot_case_no', 50000)`);
    const pairs = Math.max(3, Math.ceil(options.pairs / 2));
    for (let round = 0; round < pairs; round += 1) {
      await client.query('TRUNCATE bench_ledger');
      const copy = await timed(() => client.query(`COPY bench_ledger FROM ${pg.escapeLiteral(copied)} (FORMAT csv)`));
      const watch = await watchMemory(stage);
      const began = performance.now();
      const { taken, previewed, committed, rise } = await (async () => {
        const seen = await preview(stage, file);
        const at = performance.now();
        return { taken: await act(stage, seen, 'commit', { mode: 'all' }), previewed: at, committed: performance.now(), rise: 0 };
      })().then(async (round) => ({ ...round, rise: await watch() }), async (error: unknown) => {
        await watch();
        throw error;
      });
      const undo = await timed(() => act(stage, taken, 'undo', {}));
      rounds.push({ copy, preview: previewed - began, commit: committed - previewed, undo, rise });
      report(`ledger ${stage.scale}× round ${round + 1}/${pairs}: preview ${seconds(previewed - began)}, commit ${seconds(committed - previewed)}, undo ${seconds(undo)}, COPY ${seconds(copy)}, ${rise.toFixed(0)} MB more`);
    }
  } finally {
    await client.end();
  }
  const figure = (workload: LedgerWorkload, timeOf: (round: (typeof rounds)[number]) => number): Figure => {
    const times = rounds.map(timeOf).sort((a, b) => a - b);
    const median = times[times.length >> 1]!;
    const ratios = rounds.map((round) => round.copy / timeOf(round)).sort((a, b) => a - b);
    return {
      workload, scale: stage.scale, ratio: Number(ratios[ratios.length >> 1]!.toFixed(3)), rps: Number(((ROWS / median) * 1000).toFixed(1)),
      p50: Number(median.toFixed(0)), p99: Number(times.at(-1)!.toFixed(0)), riseMb: Number(Math.max(...rounds.map(({ rise }) => rise)).toFixed(0)),
    };
  };
  return [figure('L1', ({ preview: ms }) => ms), figure('L2', ({ commit: ms }) => ms), figure('L3', ({ undo: ms }) => ms)].filter(({ workload }) => options.only.includes(workload));
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** @returns how to stop watching, and the most that was held above the beginning, in MB */
export async function watchMemory({ product }: Stage): Promise<() => Promise<number>> {
  const { now: before } = await product.memory();
  let [most, watching] = [before, true];
  const watch = (async () => {
    while (watching) {
      most = Math.max(most, (await product.memory()).now);
      await sleep(100);
    }
  })();
  return async () => {
    watching = false;
    await watch;
    return (most - before) / MB;
  };
}

async function preview(stage: Stage, file: Buffer): Promise<Import> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(file)]), 'ledger.xlsx');
  let seen = await ask(stage, IMPORTS, { method: 'POST', body: form });
  while (seen.status === 'reading') {
    await sleep(25);
    seen = await ask(stage, `${IMPORTS}/${seen.id}`, {});
  }
  if (seen.counts?.create !== ROWS) throw new Error(`The ledger was read otherwise than expected: ${JSON.stringify(seen)}`);
  return seen;
}

const act = (stage: Stage, { id, version }: Import, action: 'commit' | 'undo', body: object): Promise<Import> =>
  ask(stage, `${IMPORTS}/${id}/${action}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'if-match': `"${version}"` } });

async function ask({ product, token }: Stage, path: string, init: RequestInit): Promise<Import> {
  const answer = await fetch(new URL(path, product.url), { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
  const body = (await answer.json()) as Import;
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${JSON.stringify(body)}`);
  return body;
}

function rowOf(n: number): string[] {
  const workers = String(40 + (n % 900));
  return [
    `沧州台账样例第${n}有限公司`, `92130${String(n).padStart(6, '0')}MA0LED${n % 10}`, '样例数据', '沧州市', '企业', '民营', '中型', '制造业', `${1000 + (n % 3000)}`, workers, '省级', '第一批', '冀产改〔2026〕1号',
    '2026年3月2日', 'A03、C03', '样例', `1390000${String(n % 10_000).padStart(4, '0')}`, '样例数据，用于测速。',
  ];
}

async function workbookOf(rows: string[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('台账');
  sheet.addRow(HEADER);
  sheet.addRows(rows);
  return Buffer.from(await book.xlsx.writeBuffer());
}
