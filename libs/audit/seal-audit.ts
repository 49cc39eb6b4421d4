import { createHash } from 'node:crypto';
import { systemActor, type Db } from '../kernel/index.js';
import { ChainWalk, GENESIS, link, type BrokenSeal, type ChainHead, type FoundSeal } from './chain.rules.js';

const BATCH = 5_000;

const sha256 = (...parts: Buffer[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/**
 * SHA-256 of the one text that an entry has: its columns in this order as a JSON array, the moment in microseconds. A JSON
 * array keeps apart what a joined text would not, and does not hang on a session's time zone or date style.
 */
const DIGEST = `sha256(convert_to(jsonb_build_array(e.id, (extract(epoch FROM e.at) * 1000000)::bigint, e.user_id, e.position_id,
  e.reach, e.action, e.op, e.kind, e.subject_type, e.subject_id, e.region_id, e.trace_id, e.changed,
  e.before, e.after, e.account_before, e.account_after)::text, 'UTF8'))`;

export interface Sealed {
  sealed: number;
  /** Keep it outside of the database, for `verifyAudit`. Null while nothing is sealed. */
  head: ChainHead | null;
}

// Looking for entries without a seal among all of them takes a quarter of a second for half a million. So an ordinary run
// looks behind the last seals, which a transaction would have to outlast to be missed; and once an hour a run looks at all.
const RECENT = 10_000;
const SWEEP_EVERY_MS = 3_600_000;
const sweptAt = new WeakMap<Db, number>();
const BEHIND_RECENT = {
  name: 'audit.recent',
  text: `SELECT CASE WHEN count(*) < ${RECENT} THEN 0 ELSE min(entry_id) - 1 END AS after
         FROM (SELECT entry_id FROM audit_seal ORDER BY position DESC LIMIT ${RECENT}) recent`,
};

/**
 * Seals the entries that have none, in the order of their ids. Those of the last `settleSeconds` wait: a transaction with
 * smaller ids may still be under way. One that takes longer is sealed behind larger ids; no entry is passed over.
 */
export async function sealAudit(db: Db, settleSeconds = 2): Promise<Sealed> {
  const sweep = Date.now() - (sweptAt.get(db) ?? 0) >= SWEEP_EVERY_MS;
  const [recent] = sweep ? [] : await db.read<{ after: number }>(systemActor('audit.seal'), BEHIND_RECENT);
  let after = recent?.after ?? 0;
  for (let sealed = 0; ; ) {
    const batch = await sealBatch(db, after, settleSeconds);
    sealed += batch.sealed;
    after = batch.last;
    if (batch.sealed === BATCH) continue;
    if (sweep) sweptAt.set(db, Date.now());
    return { sealed, head: batch.head };
  }
}

async function sealBatch(db: Db, after: number, settleSeconds: number): Promise<Sealed & { last: number }> {
  return db.as(systemActor('audit.seal'), async (em) => {
    await em.query(`SELECT pg_advisory_xact_lock(hashtext('audit.seal'))`);
    const [tip]: { position: number; hash: Buffer }[] = await em.query(
      'SELECT position, hash FROM audit_seal ORDER BY position DESC LIMIT 1',
    );
    const entries: { id: number; digest: Buffer }[] = await em.query(
      `SELECT e.id, ${DIGEST} AS digest FROM audit_entry e
       WHERE e.id > $1 AND e.at < clock_timestamp() - make_interval(secs => $2)
         AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = e.id)
       ORDER BY e.id LIMIT ${BATCH}`,
      [after, settleSeconds],
    );
    let { position, hash } = tip ?? { position: 0, hash: GENESIS };
    const hashes: Buffer[] = [];
    for (const { digest } of entries) {
      hash = link(sha256, hash, digest);
      hashes.push(hash);
    }
    await em.query(
      `INSERT INTO audit_seal (entry_id, position, hash)
       SELECT entry_id, $1 + n, hash FROM unnest($2::bigint[], $3::bytea[]) WITH ORDINALITY AS seal(entry_id, hash, n)`,
      [position, entries.map(({ id }) => id), hashes],
    );
    position += entries.length;
    const head = position > 0 ? { position, hash: hash.toString('hex') } : null;
    return { sealed: entries.length, head, last: entries.at(-1)?.id ?? after };
  });
}

export interface AuditVerdict {
  entries: number;
  sealed: number;
  unsealed: number;
  /** Whole when empty. In the order of the chain, the first hundred. */
  broken: BrokenSeal[];
  head: ChainHead | null;
}

const FOUND = {
  name: 'audit.verify',
  text: `SELECT s.position, s.entry_id AS "entryId", s.hash, CASE WHEN e.id IS NOT NULL THEN ${DIGEST} END AS digest
         FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry_id
         WHERE s.position > $1 ORDER BY s.position LIMIT ${BATCH}`,
};
const COUNT = { name: 'audit.count', text: 'SELECT count(*)::int AS n FROM audit_entry' };

/**
 * Recomputes the whole chain from the rows. A chain cannot know that its end was cut off: for that, give the heads that
 * `sealAudit` told and that were kept elsewhere.
 */
export async function verifyAudit(db: Db, known: readonly ChainHead[] = []): Promise<AuditVerdict> {
  const actor = systemActor('audit.verify');
  const walk = new ChainWalk(sha256, new Map(known.map(({ position, hash }) => [position, hash])));
  for (;;) {
    const seals = await db.read<FoundSeal>(actor, FOUND, [walk.head?.position ?? 0]);
    walk.take(seals);
    if (seals.length < BATCH) break;
  }
  const [count] = await db.read<{ n: number }>(actor, COUNT);
  const entries = count!.n;
  const broken = walk.finish();
  const gone = broken.filter(({ entryId, why }) => why === 'deleted' && entryId !== null).length;
  return { entries, sealed: walk.seals, unsealed: Math.max(0, entries - (walk.seals - gone)), broken: broken.slice(0, 100), head: walk.head };
}
