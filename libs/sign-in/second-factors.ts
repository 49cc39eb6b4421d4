import { createHash, randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { Sessions, type Origin } from '../identity/index.js';
import { beyondReach, Clock, conflict, Db, invalid, Sealer, stale, systemActor, type Actor } from '../kernel/index.js';
import type { SecondFactorSetUp } from './sign-in.dto.js';
import { SignInEvents } from './sign-in-events.js';

const ISSUER = '产改试点通';
/** A code of the step before or after is taken: clocks of telephones differ. RFC 6238 5.2 */
const TOLERANCE_SECONDS = 30;
const CODE = /^[0-9]{6}$/;
const RECOVERY_CODES = 10;
/** Without letters and digits that are read for one another. */
const RECOVERY_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

const system = systemActor('second_factor');
const SECRET = { name: 'second-factor', text: 'SELECT secret, last_step::float8 AS last_step, confirmed_at FROM second_factor WHERE user_id = $1' };
const SET_UP = {
  name: 'second-factor.set-up',
  text: `INSERT INTO second_factor AS f (user_id, secret) VALUES ($1, $2)
         ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, last_step = 0, created_at = now() WHERE f.confirmed_at IS NULL
         RETURNING user_id`,
};
/** Of two requests with the same code one finds the step used: the UPDATE itself asks. */
const USE = { name: 'second-factor.use', text: 'UPDATE second_factor SET last_step = $2 WHERE user_id = $1 AND last_step < $2 RETURNING user_id' };
const USE_RECOVERY = {
  name: 'second-factor.recover',
  text: 'UPDATE recovery_code SET used_at = now() WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING user_id',
};

/** TOTP (RFC 6238) as a second factor: six digits from an authenticator, each good once; and codes for a lost telephone. */
@Injectable()
export class SecondFactors {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sealer) private readonly sealer: Sealer,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SignInEvents) private readonly events: SignInEvents,
  ) {}

  /** Makes a secret, which asks for nothing until a code of it is shown. @throws 409 when there is a second factor already */
  async setUp(actor: Actor, username: string): Promise<SecondFactorSetUp> {
    const secret = generateSecret();
    const [made] = await this.db.write(system, SET_UP, [actor.userId, this.sealer.seal(secret)]);
    if (!made) throw conflict('second_factor_on');
    return { secret, uri: generateURI({ strategy: 'totp', issuer: ISSUER, label: username, secret }) };
  }

  /** From now on a code is asked for. @returns the recovery codes, kept as hashes only */
  async turnOn(actor: Actor, otp: string, origin: Origin): Promise<string[]> {
    const [row] = await this.db.read<{ confirmed_at: Date | null }>(system, SECRET, [actor.userId]);
    if (!row || row.confirmed_at) throw conflict(row ? 'second_factor_on' : 'second_factor_off');
    if (!CODE.test(otp) || !(await this.acceptsCode(actor.userId!, otp))) throw invalid([{ pointer: '/otp', code: 'otp_wrong' }]);
    const codes = Array.from({ length: RECOVERY_CODES }, recoveryCode);
    await this.db.as(beyondReach(actor), async (em) => {
      await em.query('UPDATE second_factor SET confirmed_at = now() WHERE user_id = $1', [actor.userId]);
      await em.query('UPDATE app_user SET two_factor_since = now() WHERE id = $1', [actor.userId]);
      await em.query('DELETE FROM recovery_code WHERE user_id = $1', [actor.userId]);
      await em.query('INSERT INTO recovery_code (user_id, code_hash) SELECT $1, unnest($2::bytea[])', [actor.userId, codes.map(hashOf)]);
    });
    await this.sessions.lift(actor.sessionId!);
    await this.events.note(actor.userId, 'second_factor_on', origin);
    return codes;
  }

  /** No code is asked for any more: by oneself. */
  async turnOff(actor: Actor, origin: Origin): Promise<void> {
    await this.db.as(beyondReach(actor), (em) => forget(em, actor.userId!));
    await this.events.note(actor.userId, 'second_factor_off', origin);
  }

  /** The same by an administrator, of somebody who lost the telephone: whoever found it is signed out. @throws 412 */
  async takeAway(actor: Actor, userId: string, version: number, origin: Origin): Promise<void> {
    await this.db.as(beyondReach(actor), async (em) => {
      const [seen] = await em.query('SELECT version FROM app_user WHERE id = $1 FOR UPDATE', [userId]);
      if (seen.version !== version) throw stale(seen.version);
      await forget(em, userId);
      await em.query('UPDATE session SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL AND method <> \'token\'', [userId]);
    });
    await this.events.note(userId, 'second_factor_off', origin, actor.userId);
  }

  /** Whether it is a code of the present step that was not used before, or a recovery code, which it uses up. */
  async accepts(userId: string, otp: string): Promise<boolean> {
    if (CODE.test(otp)) return this.acceptsCode(userId, otp);
    const [used] = await this.db.write(system, USE_RECOVERY, [userId, hashOf(otp.toUpperCase().replace(/[\s-]/g, ''))]);
    return used !== undefined;
  }

  private async acceptsCode(userId: string, otp: string): Promise<boolean> {
    const [row] = await this.db.read<{ secret: Buffer; last_step: number }>(system, SECRET, [userId]);
    const secret = row && this.sealer.open(row.secret);
    if (!secret) return false;
    const epoch = Math.floor(this.clock.now().getTime() / 1000);
    const verdict = verifySync({ strategy: 'totp', secret, token: otp, epoch, epochTolerance: TOLERANCE_SECONDS, afterTimeStep: row.last_step });
    if (!verdict.valid || !('timeStep' in verdict)) return false;
    const [fresh] = await this.db.write(system, USE, [userId, verdict.timeStep]);
    return fresh !== undefined;
  }
}

async function forget(em: EntityManager, userId: string): Promise<void> {
  await em.query('DELETE FROM second_factor WHERE user_id = $1', [userId]);
  await em.query('DELETE FROM recovery_code WHERE user_id = $1', [userId]);
  await em.query('UPDATE app_user SET two_factor_since = NULL WHERE id = $1 AND two_factor_since IS NOT NULL', [userId]);
}

const recoveryCode = (): string => Array.from({ length: 10 }, () => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)]).join('');
const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();
