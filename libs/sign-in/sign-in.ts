import { Inject, Injectable } from '@nestjs/common';
import { OwnPositions, Sessions, type Origin, type Restriction, type SignedIn } from '../identity/index.js';
import { Clock, Db, invalid, newId, notFound, Problem, systemActor, unauthenticated, type Actor, type FieldError } from '../kernel/index.js';
import { Attempts, hashOfName, LIMITS } from './attempts.js';
import { IN_FORCE } from './in-force.sql.js';
import { isTooOld } from './password.rules.js';
import { passwordMatches } from './passwords.js';
import { SecondFactors } from './second-factors.js';
import type { SignInOutcome } from './sign-in-event.dto.js';
import { SignInEvents } from './sign-in-events.js';
import { SignInPolicies } from './sign-in-policies.js';

export interface Credentials {
  username: string;
  password: string;
  otp: string | undefined;
}

export interface SignInUser {
  id: string;
  username: string;
  name: string;
  isDemo: boolean;
  passwordChangedAt: Date;
  twoFactorSince: Date | null;
}

interface UserRow extends SignInUser {
  passwordHash: string;
  disabledAt: Date | null;
  inForce: boolean;
}
type Found = { lockedUntil: Date | null } & (UserRow | { id: null });

// One look for a name that somebody has and for one that nobody has: a second would take its time.
const USER = {
  name: 'sign-in.user',
  text: `SELECT u.id, u.username, u.name, u.is_demo AS "isDemo", u.password_hash AS "passwordHash", u.password_changed_at AS "passwordChangedAt",
                coalesce(u.locked_until, n.locked_until) AS "lockedUntil", u.disabled_at AS "disabledAt",
                ${IN_FORCE} AS "inForce", u.two_factor_since AS "twoFactorSince"
         FROM (SELECT) one LEFT JOIN app_user u ON u.username = $1 LEFT JOIN unknown_name n ON n.name_hash = $2 AND u.id IS NULL`,
};

/** A lock that fell while the password was being checked still holds: then no row comes back. */
const SUCCEEDED = {
  name: 'sign-in.succeeded',
  text: `WITH unlocked AS (
           SELECT id, failed_attempts, locked_until FROM app_user
           WHERE id = $1 AND (locked_until IS NULL OR locked_until <= $3) FOR UPDATE
         ), cleared AS (
           UPDATE app_user u SET failed_attempts = 0, locked_until = NULL FROM unlocked
           WHERE u.id = unlocked.id AND (unlocked.failed_attempts > 0 OR unlocked.locked_until IS NOT NULL))
         INSERT INTO sign_in_event (id, user_id, outcome, address, agent) SELECT $2, id, 'signed_in', $4, $5 FROM unlocked RETURNING user_id`,
};

@Injectable()
export class SignIn {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(OwnPositions) private readonly positions: OwnPositions,
    @Inject(Attempts) private readonly attempts: Attempts,
    @Inject(SecondFactors) private readonly secondFactors: SecondFactors,
    @Inject(SignInPolicies) private readonly policies: SignInPolicies,
    @Inject(SignInEvents) private readonly events: SignInEvents,
  ) {}

  /**
   * Checks a password, and a second factor where there is one. An unknown name, a wrong password and an account that is
   * disabled, over, or without a position that stands are told alike, lock alike, and take as long. Whether there is a second factor is told after the password was right.
   */
  async check({ username, password, otp }: Credentials, origin: Origin): Promise<SignInUser> {
    const user = await this.checkPassword(username, password, origin);
    if (user.twoFactorSince) await this.checkCode(user, otp, origin);
    return user;
  }

  /** The password alone, counted and locked all the same. */
  async checkPassword(username: string, password: string, origin: Origin): Promise<SignInUser> {
    const address = origin.address ?? 'unknown';
    await this.attempts.mayCome(address);
    const [found] = await this.db.read<Found>(systemActor('sign_in'), USER, [username, hashOfName(username)]);
    const { lockedUntil } = found!;
    const user = found!.id === null ? undefined : (found as UserRow);
    const now = this.clock.now();
    const matches = await passwordMatches(user?.passwordHash, password);
    if (lockedUntil && lockedUntil > now) {
      await this.events.note(user?.id ?? null, 'locked', origin);
      throw locked(lockedUntil.getTime() - now.getTime());
    }
    if (!user || !matches || !user.inForce) {
      await this.attempts.failed(username, user?.id, address);
      await this.events.note(user?.id ?? null, whyNot(user, matches), origin);
      throw unauthenticated('invalid_credentials');
    }
    return user;
  }

  private async checkCode(user: SignInUser, otp: string | undefined, origin: Origin): Promise<void> {
    if (otp === undefined) throw unauthenticated('otp_required');
    if (await this.secondFactors.accepts(user.id, otp)) return;
    await this.attempts.failed(user.username, user.id, origin.address ?? 'unknown');
    await this.events.note(user.id, 'wrong_code', origin);
    throw unauthenticated('otp_wrong');
  }

  /** Opens a session in the person's first position that stands; a restricted one where password or second factor are not as the policy asks. */
  async signIn(user: SignInUser, origin: Origin): Promise<SignedIn & { accessToken: string; restricted: Restriction | null }> {
    const positions = await this.positions.of(user.id);
    const position = positions[0];
    if (!position) throw unauthenticated('invalid_credentials');
    const unlocked = await this.db.write(systemActor('sign_in'), SUCCEEDED, [user.id, newId(), this.clock.now(), origin.address, origin.agent]);
    if (unlocked.length === 0) throw locked(LIMITS.lockMinutes * 60_000);
    const restricted = await this.restriction(user, origin, positions.some(({ reach }) => reach === 'admin'));
    const { token, expiresAt } = await this.sessions.open(user.id, position.id, origin, restricted);
    const { id, username, name } = user;
    return { accessToken: token, expiresAt: expiresAt.toISOString(), user: { id, username, name }, position, positions, restricted };
  }

  // A provider answers for its own passwords and second factors. Demo accounts share a password that the demo made.
  private async restriction(user: SignInUser, origin: Origin, isAdministrator: boolean): Promise<Restriction | null> {
    if (origin.method === 'oidc') return null;
    const { profile, secondFactor } = await this.policies.rules();
    if (!user.isDemo && isTooOld(profile, user.passwordChangedAt, this.clock.now())) return 'password';
    const asked = secondFactor === 'everybody' || (secondFactor === 'administrators' && isAdministrator);
    return asked && !user.twoFactorSince ? 'second_factor' : null;
  }

  async switchPosition(actor: Actor, positionId: string): Promise<void> {
    const positions = await this.positions.of(actor.userId!);
    if (!positions.some((p) => p.id === positionId)) throw notFound();
    await this.sessions.actIn(actor.sessionId!, positionId);
    await this.events.note(actor.userId, 'switched');
  }

  async signOut(actor: Actor): Promise<void> {
    await this.sessions.end(actor.sessionId!);
    await this.events.note(actor.userId, 'signed_out');
  }

  /** Shows the password again, before a sensitive act. Failures count and lock as at sign-in. @throws 422 at the field that is wrong: the session stands */
  async confirm(actor: Actor, password: string, otp: string | undefined, origin: Origin): Promise<void> {
    const { username } = await this.userOf(actor);
    await this.check({ username, password, otp }, origin).catch((error: unknown) => {
      throw error instanceof Problem && error.status === 401 ? invalid([WRONG_FIELD[error.code]!]) : error;
    });
    await this.sessions.confirm(actor.sessionId!);
    await this.events.note(actor.userId, 'confirmed', origin);
  }

  async userOf(actor: Actor): Promise<{ username: string; twoFactorSince: Date | null }> {
    const text = 'SELECT username, two_factor_since AS "twoFactorSince" FROM app_user WHERE id = $1';
    const [user] = await this.db.read<{ username: string; twoFactorSince: Date | null }>(systemActor('sign_in'), { name: 'sign-in.own', text }, [actor.userId]);
    return user!;
  }
}

function whyNot(user: UserRow | undefined, matches: boolean): SignInOutcome {
  if (!user) return 'unknown_user';
  if (!matches) return 'wrong_password';
  return user.disabledAt ? 'disabled' : 'not_in_force';
}

const WRONG_FIELD: Record<string, FieldError> = {
  invalid_credentials: { pointer: '/password', code: 'password_wrong' },
  otp_required: { pointer: '/otp', code: 'required' },
  otp_wrong: { pointer: '/otp', code: 'otp_wrong' },
};

const locked = (forMs: number) => new Problem(423, 'account_locked', { params: { minutes: Math.ceil(forMs / 60_000) } });
