import type { Figure } from './measure.js';
import { ROWS } from './ledger.js';
import { isLedger, type LedgerWorkload, type Scale, type WorkloadName } from './options.js';

const WHAT: Record<WorkloadName, string> = {
  W1: 'assignments by region, state, light; 50 with total',
  W2: 'unit search',
  W3: 'dashboard',
  W4: 'log progress',
  W5: 'unit with assignments, latest entry of each',
  M1: 'matrix of a city',
  M2: 'matrix of the province, every unit and task',
  R1: 'a report, whole: 52 tasks and every indicator beside last period',
  R2: 'hand in a report',
  R3: 'reporting rates of the province, one request after the other',
  R4: 'indicators of the province, one request after the other',
  X1: 'entries of a period as a workbook, 520 units',
  I1: 'issue 520 cases × 10 tasks in one call, beside one hand-written statement',
  L1: 'preview',
  L2: 'commit',
  L3: 'undo',
};
const REACH: Record<Exclude<WorkloadName, LedgerWorkload>, number> = { W1: 0.6, W2: 0.6, W3: 5, W4: 0.8, W5: 0.6, M1: 0.6, M2: 0.6, I1: 0.4, R1: 0.6, R2: 0.6, R3: 0, R4: 0, X1: 0.7 };
/** What one request may take at most, ms; of R3 and R4 that is all that is promised. */
const LIMIT_MS: Partial<Record<WorkloadName, number>> = { R3: 150, R4: 150 };
/** How much more memory an export may hold, MB. */
const EXPORT_MB = 150;
const TAIL = 2;
/** What a ledger may take: seconds for preview and for commit, and how much more memory meanwhile. Nothing is promised of undoing. */
const LEDGER_SECONDS: Record<LedgerWorkload, number | null> = { L1: 10, L2: 10, L3: null };
const LEDGER_MB = 200;
const MEMORY_MB = 350;

/** Seconds that issuing may take. */
const ISSUE_SECONDS = 5;

export interface Memory {
  scale: Scale;
  now: number;
  peak: number;
}

/** For people: the figures beside what they are to reach, requests first and ledgers in their own words. */
export function table(figures: Figure[], memory: Memory[]): string {
  const asked = figures.filter(({ workload }) => !isLedger(workload));
  const taken = figures.filter(({ workload }) => isLedger(workload));
  return [...requests(asked), ...(taken.length > 0 ? ['', ...ledgers(taken)] : []), '', ...tails(asked), ...memory.map(resident)].join('\n');
}

function requests(figures: Figure[]): string[] {
  if (figures.length === 0) return [];
  const rows = figures.map((f) => {
    const reach = REACH[f.workload as keyof typeof REACH];
    return [
      f.workload, `${f.scale}×`, f.ratio.toFixed(2), LIMIT_MS[f.workload] ? `< ${LIMIT_MS[f.workload]} ms` : `≥ ${reach}`, isReached(f, reach) ? 'reached' : 'short',
      f.rps.toFixed(0), f.p50.toFixed(1), f.p99.toFixed(1), f.workload === 'X1' ? `${WHAT.X1}, ${f.riseMb} MB more` : WHAT[f.workload],
    ];
  });
  return aligned(['', 'data', 'ratio', 'reach', '', 'req/s', 'p50 ms', 'p99 ms', ''], rows, [2, 8]);
}

function isReached(f: Figure, reach: number): boolean {
  if (f.workload === 'I1' && f.p99 >= ISSUE_SECONDS * 1000) return false;
  if (f.workload === 'X1' && (f.riseMb ?? 0) >= EXPORT_MB) return false;
  return f.ratio >= reach && f.p99 < (LIMIT_MS[f.workload] ?? Infinity);
}

function ledgers(figures: Figure[]): string[] {
  const rows = figures.map((f) => {
    const limit = LEDGER_SECONDS[f.workload as LedgerWorkload];
    const [median, slowest, rise] = [f.p50 / 1000, f.p99 / 1000, f.riseMb ?? 0];
    const verdict = limit === null ? '' : slowest < limit && rise < LEDGER_MB ? 'reached' : 'short';
    return [
      f.workload, `${f.scale}×`, WHAT[f.workload], median.toFixed(2), slowest.toFixed(2), limit === null ? '' : `< ${limit}`,
      limit === null ? '' : rise.toFixed(0), limit === null ? '' : `< ${LEDGER_MB}`, verdict, f.ratio.toFixed(3),
    ];
  });
  const head = ['', 'data', `a ledger of ${ROWS} rows`, 'median s', 'slowest s', 'limit', 'MB more', 'limit', '', 'COPY / it'];
  return aligned(head, rows, [3, 10]);
}

/** Columns from `right[0]` to before `right[1]` are numbers. */
function aligned(head: string[], rows: string[][], right: [number, number]): string[] {
  const width = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]!.length)));
  return [head, ...rows].map((row) =>
    row.map((cell, i) => (i >= right[0] && i < right[1] ? cell.padStart(width[i]!) : cell.padEnd(width[i]!))).join('  ').trimEnd());
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
