/**
 * `M1` is a city's matrix and `M2` the province's, `I1` issuing in bulk, `R1` a report's page, `R2` handing one in, `R3` the province's reporting rates, `R4` its
 * indicators, `X1` the entries of a period as a workbook. `L1`, `L2`, `L3` are a ledger's preview, commit and undo; they are measured after the others.
 */
export const WORKLOADS = ['W1', 'W2', 'W3', 'W4', 'W5', 'M1', 'M2', 'I1', 'R1', 'R2', 'R3', 'R4', 'X1', 'L1', 'L2', 'L3'] as const;
export type WorkloadName = (typeof WORKLOADS)[number];
export type LedgerWorkload = Extract<WorkloadName, `L${string}`>;
export const isLedger = (name: WorkloadName): name is LedgerWorkload => name.startsWith('L');
export const isIssue = (name: WorkloadName): name is 'I1' => name === 'I1';
/** Those that are measured in their own way, one after the other. */
export const isOnItsOwn = (name: WorkloadName): boolean => isLedger(name) || ['I1', 'R2', 'X1'].includes(name);
export type Scale = 1 | 10;

export interface Options {
  scales: Scale[];
  only: WorkloadName[];
  json: boolean;
  /** Pairs of rounds, product and bare, per workload and scale. */
  pairs: number;
  roundMs: number;
  warmUpMs: number;
}

/** @throws one line for the person at the terminal */
export function optionsFrom(argv: string[]): Options {
  const rest = [...argv];
  const flag = (name: string) => {
    const at = rest.indexOf(name);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  };
  const value = (name: string) => {
    const at = rest.indexOf(name);
    return at < 0 ? undefined : (rest.splice(at, 2)[1] ?? '');
  };
  const quick = flag('--quick');
  const json = flag('--json');
  const only = value('--only')?.toUpperCase().split(',') ?? [...WORKLOADS];
  const scale = value('--scale');
  if (rest.length > 0) throw new Error(`bench does not know ${rest.join(' ')}: there are --quick, --json, --only W1,W4 and --scale 1|10.`);
  const unknown = only.filter((name) => !WORKLOADS.includes(name as WorkloadName));
  if (unknown.length > 0) throw new Error(`No such workload: ${unknown.join(', ')}. There are ${WORKLOADS.join(', ')}.`);
  if (scale !== undefined && scale !== '1' && scale !== '10') throw new Error('--scale is 1 or 10.');
  const scales: Scale[] = scale ? [Number(scale) as Scale] : quick ? [1] : [1, 10];
  const length = quick ? { pairs: 3, roundMs: 700, warmUpMs: 500 } : { pairs: 6, roundMs: 2000, warmUpMs: 1500 };
  return { scales, only: only as WorkloadName[], json, ...length };
}
