import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import { Clock, Db, Problem, systemActor } from '../kernel/index.js';

/**
 * Source: L3-CES1-02 of GB/T 22239-2019 and OWASP ASVS 4.0.3 V2.2.1 ask for limits; the numbers are the office's choice.
 * An office shares one address, so that limit is wide: it stops one password being sprayed over many names.
 */
export const LIMITS = { failuresPerName: 5, lockMinutes: 15, forgottenAfterHours: 24, failuresPerAddress: 60, addressMinutes: 15 } as const;

const system = systemActor('sign_in');

// One statement counts and locks, so that parallel guesses cannot slip past it. Failures of the day before do not count.
const N = `(CASE WHEN a.failed_at > $2::timestamptz - interval '${LIMITS.forgottenAfterHours} hours' THEN a.failed_attempts ELSE 0 END + 1)`;
const COUNTED = `
  failed_attempts = CASE WHEN ${N} >= ${LIMITS.failuresPerName} THEN 0 ELSE ${N} END,
  failed_at = $2::timestamptz,
  locked_until = CASE WHEN ${N} >= ${LIMITS.failuresPerName} THEN $2::timestamptz + interval '${LIMITS.lockMinutes} minutes' ELSE a.locked_until END`;

const OF_USER = { name: 'attempts.user', text: `UPDATE app_user a SET ${COUNTED} WHERE a.id = $1` };
const OF_NAME = {
  name: 'attempts.name',
  text: `INSERT INTO unknown_name AS a (name_hash, failed_attempts, failed_at) VALUES ($1, 1, $2::timestamptz)
         ON CONFLICT (name_hash) DO UPDATE SET ${COUNTED}`,
};
/** Failed sign-ins, counted by name and by address, for all replicas together. */
@Injectable()
export class Attempts {
  private readonly byAddress: RateLimiterPostgres;

  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.byAddress = new RateLimiterPostgres({
      storeClient: { query: (asked: Asked) => this.ask(asked) },
      storeType: 'client',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: 'sign-in',
      points: LIMITS.failuresPerAddress,
      duration: LIMITS.addressMinutes * 60,
    });
  }

  /** @throws 429 with Retry-After when too many failures came from there */
  async mayCome(address: string): Promise<void> {
    const known = await this.byAddress.get(address);
    if (known && known.consumedPoints >= LIMITS.failuresPerAddress) throw tooMany(known);
  }

  /** Counts a failure for its name, which a user may have or nobody, and for its address. */
  async failed(name: string, userId: string | undefined, address: string): Promise<void> {
    await this.byAddress.penalty(address);
    const now = this.clock.now();
    await (userId ? this.db.write(system, OF_USER, [userId, now]) : this.db.write(system, OF_NAME, [hashOfName(name), now]));
  }

  private async ask({ text, values }: Asked): Promise<{ rows: unknown[]; rowCount: number }> {
    const rows = await this.db.write(system, { name: undefined, text }, values);
    return { rows, rowCount: rows.length };
  }
}

interface Asked {
  text: string;
  values: unknown[];
}

/** Kept instead of the name: people mistype their password into its field. */
export const hashOfName = (name: string): Buffer => createHash('sha256').update(name).digest();

const tooMany = ({ msBeforeNext }: RateLimiterRes) => {
  const seconds = Math.ceil(msBeforeNext / 1000);
  return new Problem(429, 'too_many_requests', { extra: { retryAfter: seconds } });
};
