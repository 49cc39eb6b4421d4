import { isDeepStrictEqual } from 'node:util';
import { CITY } from './fill.js';
import type { Connection } from './load.js';
import type { Workload } from './workloads.js';

interface Pair {
  product: { connection: Connection; url: URL; token: string };
  bare: { connection: Connection; url: URL };
}

/**
 * Asks both servers everything there is to ask once, and compares whatever both answer: rows, order, totals, values.
 * @returns fields that only the product answers
 * @throws where they differ
 */
export async function assertAgreement(workload: Workload, { product, bare }: Pair): Promise<string[]> {
  const extra = new Set<string>();
  for (let n = 0; n < workload.variants; n++) {
    const asked = workload.product(n, product.url, product.token);
    const [one, other] = [await ask(product.connection, asked), await ask(bare.connection, workload.bare(n, bare.url))];
    const [a, b] = [comparable(workload, one), comparable(workload, other)];
    if (isDeepStrictEqual(inCommon(a, b, '', extra), b)) continue;
    const request = asked.toString().split('\r\n')[0];
    throw new Error(`${workload.name}: the two servers differ on ${request}\n${JSON.stringify(a).slice(0, 1500)}\n${JSON.stringify(b).slice(0, 1500)}`);
  }
  return [...extra];
}

/** What `a` says of all that `b` speaks of; the rest is noted in `extra`. */
function inCommon(a: unknown, b: unknown, path: string, extra: Set<string>): unknown {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a;
  if (Array.isArray(a)) return a.map((item, i) => inCommon(item, (b as unknown[])[i], path, extra));
  const known = Object.entries(a).filter(([key]) => key in b || void extra.add(`${path}.${key}`));
  return Object.fromEntries(known.map(([key, value]) => [key, inCommon(value, (b as Record<string, unknown>)[key], `${path}.${key}`, extra)]));
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
  // the matrix has no ids and no abilities of its own: every letter must be the same
  if (name.startsWith('M')) return answer;
  // a report says of itself what is wrong with it and what may be done, which the bare server does not
  if (name === 'R1') return { ...answer, problems: null, abilities: null };
  // figures are true at a moment; of lines without a number the bare server says nothing
  if (name === 'R3' || name === 'R4') {
    const { lines } = answer as unknown as { lines?: { n?: number; key: string }[] };
    return { ...answer, asOf: null, lines: lines?.filter(({ n, key }) => n !== 0 && key !== 'none') ?? null };
  }
  // two entries on two copies of an assignment: alike but for their ids, moments and authors
  if (name === 'W4') return { ...answer, id: null, createdAt: null, author: null, assignment: { ...(answer['assignment'] as Json), version: null } };
  return { ...answer, items: answer.items!.map((item) => ({ ...item, abilities: null })) };
}
