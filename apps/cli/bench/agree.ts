import { isDeepStrictEqual } from 'node:util';
import { CITY } from './fill.js';
import type { Connection } from './load.js';
import type { Workload } from './workloads.js';

interface Pair {
  product: { connection: Connection; url: URL; token: string };
  bare: { connection: Connection; url: URL };
}

/** Asks both servers everything there is to ask once, and compares. @throws where they differ */
export async function assertAgreement(workload: Workload, { product, bare }: Pair): Promise<void> {
  for (let n = 0; n < workload.variants; n++) {
    const asked = workload.product(n, product.url, product.token);
    const [one, other] = [await ask(product.connection, asked), await ask(bare.connection, workload.bare(n, bare.url))];
    const [a, b] = [comparable(workload, one), comparable(workload, other)];
    if (isDeepStrictEqual(a, b)) continue;
    const request = asked.toString().split('\r\n')[0];
    throw new Error(`${workload.name}: the two servers differ on ${request}\n${JSON.stringify(a).slice(0, 1500)}\n${JSON.stringify(b).slice(0, 1500)}`);
  }
}

async function ask(connection: Connection, request: Buffer): Promise<Json> {
  const { status, body } = await connection.send(request);
  if (status > 299) throw new Error(`${request.toString().split('\r\n')[0]} was answered ${status}: ${body.toString().slice(0, 500)}`);
  return JSON.parse(body.toString()) as Json;
}

type Json = Record<string, never> & { items?: Json[]; regions?: Json[] };

/** What both must say alike. What an actor may do is security, and the bare server has none. */
function comparable({ name }: Workload, answer: Json): unknown {
  if (name === 'W3') return { period: answer['period'], city: answer.regions!.find(({ region }) => (region as Json)['code'] === CITY) };
  // two entries: alike in form
  if (name === 'W4') return shapeOf(answer);
  return { ...answer, items: answer.items!.map((item) => ({ ...item, abilities: null })) };
}

function shapeOf(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}
