import type { Figure } from './measure.js';
import type { Scale, WorkloadName } from './options.js';

const WHAT: Record<WorkloadName, string> = {
  W1: 'assignments by region, state, light; 50 with total',
  W2: 'unit search',
  W3: 'dashboard',
  W4: 'log progress',
  W5: 'unit with assignments, latest entry of each',
  L1: 'preview a ledger of 5,200 rows (against COPY)',
  L2: 'commit it (against COPY)',
};
const REACH: Record<WorkloadName, number> = { W1: 0.6, W2: 0.6, W3: 5, W4: 0.8, W5: 0.6, L1: 0, L2: 0 };
const TAIL = 2;
const MEMORY_MB = 350;

export interface Memory {
  scale: Scale;
  now: number;
  peak: number;
}

/** For people: the figures beside what they are to reach. */
export function table(figures: Figure[], memory: Memory[]): string {
  const rows = figures.map((f) => [
    f.workload, `${f.scale}×`, f.ratio.toFixed(2), `≥ ${REACH[f.workload]}`, f.ratio >= REACH[f.workload] ? 'reached' : 'short',
    f.rps.toFixed(0), f.p50.toFixed(1), f.p99.toFixed(1), WHAT[f.workload],
  ]);
  const head = ['', 'data', 'ratio', 'reach', '', 'req/s', 'p50 ms', 'p99 ms', ''];
  const width = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]!.length)));
  const line = (row: string[]) => row.map((cell, i) => (i > 1 && i < 8 ? cell.padStart(width[i]!) : cell.padEnd(width[i]!))).join('  ').trimEnd();
  return [head, ...rows].map(line).concat('', ...tails(figures), ...memory.map(resident)).join('\n');
}

function tails(figures: Figure[]): string[] {
  return figures.flatMap((ten) => {
    const one = figures.find((f) => f.workload === ten.workload && f.scale === 1);
    if (ten.scale !== 10 || !one) return [];
    const times = ten.p99 / one.p99;
    return [`${ten.workload}  p99 at 10× data is ${times.toFixed(2)} times that at 1× (≤ ${TAIL}: ${times <= TAIL ? 'reached' : 'short'})`];
  });
}

function resident({ scale, now, peak }: Memory): string {
  const mb = (bytes: number) => (bytes / 1024 / 1024).toFixed(0);
  return `API at ${scale}×: ${mb(now)} MB resident at the end, ${mb(peak)} MB at most (< ${MEMORY_MB}: ${peak < MEMORY_MB * 1024 * 1024 ? 'reached' : 'short'})`;
}
