import { Inject, Injectable } from '@nestjs/common';
import { Clock, Db, newId, notFound, Problem, systemActor, unauthenticated, type Actor } from '../kernel/index.js';
import { passwordMatches } from './passwords.js';
import { ROLES } from './roles.js';
import { Sessions } from './sessions.js';
import type { PositionOut, SignedIn } from './identity.dto.js';

/** After so many failures in a row the account is locked for so long. L3-CES1-02 of GB/T 22239-2019 asks for a limit; the numbers are the office's choice. */
const MAX_FAILURES = 5;
const LOCK_MINUTES = 15;

interface UserRow {
  id: string;
  username: string;
  name: string;
  password_hash: string;
  failed_attempts: number;
  locked_until: Date | null;
  disabled_at: Date | null;
}

const USER = {
  name: 'sign-in.user',
  text: `SELECT id, username, name, password_hash, failed_attempts, locked_until, disabled_at FROM app_user WHERE username = $1`,
};

const POSITIONS = {
  name: 'sign-in.positions',
  text: `SELECT p.id, p.role, o.id AS organisation_id, o.name AS organisation_name, o.kind
         FROM position p JOIN organisation o ON o.id = p.organisation_id
         WHERE p.user_id = $1 AND p.revoked_at IS NULL ORDER BY p.id`,
};

/** Counts a failure; the lock falls in the same statement, so that parallel guesses cannot slip past it. */
const FAILED = {
  name: 'sign-in.failed',
  text: `WITH counted AS (
           UPDATE app_user SET
             failed_attempts = CASE WHEN failed_attempts + 1 >= $2 THEN 0 ELSE failed_attempts + 1 END,
             locked_until = CASE WHEN failed_attempts + 1 >= $2 THEN $3::timestamptz ELSE locked_until END
           WHERE id = $1 RETURNING id)
         INSERT INTO sign_in_event (id, user_id, outcome) SELECT $4, id, 'wrong_password' FROM counted`,
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
         INSERT INTO sign_in_event (id, user_id, outcome) SELECT $2, id, 'signed_in' FROM unlocked RETURNING user_id`,
};

const NOTED = { name: 'sign-in.noted', text: 'INSERT INTO sign_in_event (id, user_id, outcome) VALUES ($1, $2, $3)' };

@Injectable()
export class SignIn {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  /** Checks a password. An unknown user, a wrong password and a disabled account are told alike, and take as long. */
  async check(username: string, password: string): Promise<{ id: string; username: string; name: string }> {
    const system = systemActor('sign_in');
    const [user] = await this.db.read<UserRow>(system, USER, [username]);
    const now = this.clock.now();
    const matches = await passwordMatches(user?.password_hash, password);
    if (user?.locked_until && user.locked_until > now) {
      await this.note(user.id, 'locked');
      throw locked(user.locked_until.getTime() - now.getTime());
    }
    if (!user) {
      await this.note(null, 'unknown_user');
      throw unauthenticated('invalid_credentials');
    }
    if (!matches || user.disabled_at) {
      if (user.disabled_at) await this.note(user.id, 'disabled');
      else {
        const until = new Date(now.getTime() + LOCK_MINUTES * 60_000);
        await this.db.write(system, FAILED, [user.id, MAX_FAILURES, until, newId()]);
      }
      throw unauthenticated('invalid_credentials');
    }
    return user;
  }

  /** Opens a session in the person's first position. */
  async signIn(user: { id: string; username: string; name: string }): Promise<SignedIn & { accessToken: string }> {
    const positions = await this.positionsOf(user.id);
    const position = positions[0];
    if (!position) throw unauthenticated('invalid_credentials');
    const unlocked = await this.db.write(systemActor('sign_in'), SUCCEEDED, [user.id, newId(), this.clock.now()]);
    if (unlocked.length === 0) throw locked(LOCK_MINUTES * 60_000);
    const { token, expiresAt } = await this.sessions.open(user.id, position.id);
    const { id, username, name } = user;
    return { accessToken: token, expiresAt: expiresAt.toISOString(), user: { id, username, name }, position, positions };
  }

  async switchPosition(actor: Actor, positionId: string): Promise<void> {
    const positions = await this.positionsOf(actor.userId!);
    if (!positions.some((p) => p.id === positionId)) throw notFound();
    await this.sessions.actIn(actor.sessionId!, positionId);
    await this.note(actor.userId, 'switched');
  }

  async signOut(actor: Actor): Promise<void> {
    await this.sessions.end(actor.sessionId!);
    await this.note(actor.userId, 'signed_out');
  }

  async positionsOf(userId: string): Promise<PositionOut[]> {
    const rows = await this.db.read<{ id: string; role: string; organisation_id: string; organisation_name: string; kind: string }>(
      systemActor('sign_in'),
      POSITIONS,
      [userId],
    );
    return rows.flatMap((row) => {
      const role = ROLES[row.role];
      if (!role) return [];
      const organisation = { id: row.organisation_id, name: row.organisation_name, kind: row.kind };
      return [{ id: row.id, role: row.role, roleZh: role.zh, roleEn: role.en, reach: role.reach, organisation }];
    });
  }

  private async note(userId: string | null, outcome: string): Promise<void> {
    await this.db.write(systemActor('sign_in'), NOTED, [newId(), userId, outcome]);
  }
}

const locked = (forMs: number) => new Problem(423, 'account_locked', { params: { minutes: Math.ceil(forMs / 60_000) } });
