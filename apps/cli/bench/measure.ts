import { load, Connection, type Round } from './load.js';
import type { Server } from './child.js';
import type { Options, Scale, WorkloadName } from './options.js';
import { assertAgreement } from './agree.js';
import type { Workload } from './workloads.js';

/** One scale's database with both servers over it. */
export interface Stage {
  scale: Scale;
  ownerUrl: string;
  product: Server;
  bare: Server;
  token: string;
  officeToken: string;
  workloads: Workload[];
}

export interface Figure {
  workload: WorkloadName;
  scale: Scale;
  /** The product's requests a second as a share of the bare server's: the median of the pairs of rounds. */
  ratio: number;
  /** The product's requests a second, median of the rounds. */
  rps: number;
  /** ms, over every request of the product. */
  p50: number;
  p99: number;
  /** How much more memory the product held meanwhile, in MB; of ledgers. */
  riseMb?: number;
}

const CONCURRENCY = 8;

/** Measures one workload on every stage, round about, so that a noisy minute is everybody's. */
export async function measure(name: WorkloadName, stages: Stage[], options: Options, report: (line: string) => void): Promise<Figure[]> {
  const runs = await Promise.all(stages.map((stage) => openRun(stage, stage.workloads.find((workload) => workload.name === name)!)));
  try {
    for (const run of runs) {
      const extra = await assertAgreement(run.workload, run.pair);
      if (extra.length > 0) report(`${name}: only the product answers ${extra.join(', ')}`);
      await load(run.product, run.askProduct, options.warmUpMs);
      await load(run.bare, run.askBare, options.warmUpMs);
    }
    for (let pair = 0; pair < options.pairs; pair++) {
      // A B B A …, and the scales in turn
      for (const run of pair % 2 === 0 ? runs : [...runs].reverse()) {
        const sides = [
          async () => run.products.push(await load(run.product, run.askProduct, options.roundMs)),
          async () => run.bares.push(await load(run.bare, run.askBare, options.roundMs)),
        ];
        for (const side of pair % 2 === 0 ? sides : sides.reverse()) await side();
        report(`${name} ${run.stage.scale}× pair ${pair + 1}/${options.pairs}: ${run.products.at(-1)!.rps.toFixed(0)} : ${run.bares.at(-1)!.rps.toFixed(0)} requests/s`);
      }
    }
    return runs.map(({ stage, products, bares }) => figure(name, stage.scale, products, bares));
  } finally {
    for (const run of runs) for (const connection of [...run.product, ...run.bare]) connection.close();
  }
}

async function openRun(stage: Stage, workload: Workload) {
  const open = (server: Server) => Promise.all(Array.from({ length: workload.alone ? 1 : CONCURRENCY }, () => Connection.open(server.url)));
  const [product, bare] = await Promise.all([open(stage.product), open(stage.bare)]);
  let [n, m] = [0, 0];
  const token = workload.as === 'office' ? stage.officeToken : stage.token;
  return {
    stage,
    workload,
    product,
    bare,
    pair: {
      product: { connection: product[0]!, url: stage.product.url, token },
      bare: { connection: bare[0]!, url: stage.bare.url },
    },
    askProduct: () => workload.product(n++, stage.product.url, token),
    askBare: () => workload.bare(m++, stage.bare.url),
    products: [] as Round[],
    bares: [] as Round[],
  };
}

function figure(workload: WorkloadName, scale: Scale, products: Round[], bares: Round[]): Figure {
  const times = products.flatMap((round) => round.times).sort((a, b) => a - b);
  const percentile = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return {
    workload,
    scale,
    ratio: rounded(median(products.map((round, i) => round.rps / bares[i]!.rps)), 3),
    rps: rounded(median(products.map((round) => round.rps)), 1),
    p50: rounded(percentile(0.5), 2),
    p99: rounded(percentile(0.99), 2),
  };
}

const rounded = (n: number, digits: number) => Number(n.toFixed(digits));

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
