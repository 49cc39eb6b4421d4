import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Db, ENVIRONMENT, newId, systemActor, type Actor, type Environment } from '../kernel/index.js';
import { permissionsOf, type Adjustment } from './permission.rules.js';
import { ROLES } from './roles.js';
import { scopeOf } from './scope.js';

/** The browser's cookie that holds a session's token. */
export const SESSION_COOKIE = 'cg_session';

/** What a session may not do anything before: choose a new password, set up a second factor. */
export type Restriction = 'password' | 'second_factor';

/** Who a token stands for, as long as the door agrees. */
export interface Identity extends Omit<Actor, 'locale' | 'traceId' | 'action' | 'idempotency'> {
  restricted: Restriction | null;
  /** When the person last showed a password (or a provider did), by the database's clock. */
  confirmedAt: Date;
}

/** How and from where somebody signed in. */
export interface Origin {
  method: 'password' | 'oidc';
  address: string | null;
  /** The browser's or program's name of itself, cut to 200 characters. */
  agent: string | null;
}
const UNKNOWN: Origin = { method: 'password', address: null, agent: null };

/** For so long after a password was shown, a sensitive act asks for none. OWASP ASVS 4.0.3 V3.7.1; the number is the office's choice. */
const CONFIRMED_MINUTES = 10;

interface IdentityRow {
  session_id: string;
  user_id: string;
  user_name: string;
  position_id: string;
  role: string;
  organisation_id: string;
  organisation_name: string;
  region_id: string;
  rights: number;
  adjustment: Adjustment | null;
  restricted: Restriction | null;
  confirmed_at: Date;
  scope: string[] | null;
}

// A session that nobody used for the policy's minutes is over. What the console asks by itself, in the background, is no use.
const FIND = {
  name: 'session.find',
  text: `WITH found AS (
           SELECT s.id, s.user_id, s.position_id, s.restricted, s.confirmed_at, s.scope, s.rights FROM session s
           WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > now()
             AND (s.method = 'token' OR s.seen_at > now() - make_interval(mins => (SELECT idle_minutes FROM sign_in_policy)))
         ), seen AS (
           UPDATE session s SET seen_at = now() FROM found
           WHERE s.id = found.id AND $2::boolean AND s.seen_at < now() - interval '30 seconds')
         SELECT s.id AS session_id, s.restricted, s.confirmed_at, s.scope, s.rights, u.id AS user_id, u.name AS user_name, p.id AS position_id, p.role,
                o.id AS organisation_id, o.short_name AS organisation_name, o.region_id,
                (SELECT json_build_object('given', g.given, 'taken', g.taken) FROM role_grant g
                 WHERE g.role = p.role ORDER BY g.version DESC LIMIT 1) AS adjustment
         FROM found s
         JOIN app_user u ON u.id = s.user_id AND u.disabled_at IS NULL
         JOIN position p ON p.id = s.position_id AND p.revoked_at IS NULL
         JOIN organisation o ON o.id = p.organisation_id`,
};

const OPEN = {
  name: 'session.open',
  text: `INSERT INTO session (id, token_hash, user_id, position_id, expires_at, method, address, agent, restricted)
         VALUES ($1, $2, $3, $4, now() + make_interval(hours => $5), $6, $7, $8, $9) RETURNING expires_at`,
};

const OPEN_TOKEN = {
  name: 'session.token',
  text: `INSERT INTO session (id, token_hash, user_id, position_id, expires_at, method, name, scope, confirmed_at)
         SELECT $1, $2, p.user_id, p.id, ($4::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', 'token', $5, $6, to_timestamp(0) FROM position p WHERE p.id = $3`,
};

const CONFIRMED = {
  name: 'session.confirmed',
  text: `SELECT confirmed_at FROM session WHERE id = $1 AND confirmed_at > now() - make_interval(mins => ${CONFIRMED_MINUTES})`,
};

const REMEMBERED_MS = 60_000;
const REMEMBERED_MOST = 5_000;

/**
 * Sessions are rows; a browser or a program holds the token, the database its hash. What a token stands for is
 * remembered for a minute to save the look-up, never to decide: the door checks the session again in every
 * transaction, so a revoked one ends with the next request on every replica.
 */
@Injectable()
export class Sessions {
  private readonly remembered = new Map<string, { identity: Identity; until: number; used: boolean }>();

  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    // Ended, or acting in another position since, on whichever replica that was done.
    db.onSessionEnded((sessionId) => this.forget(sessionId));
  }

  /** @returns the token, which is kept nowhere, and when it ends by the database's clock */
  async open(
    userId: string,
    positionId: string,
    origin: Origin = UNKNOWN,
    restricted: Restriction | null = null,
  ): Promise<{ token: string; expiresAt: Date }> {
    const token = randomBytes(32).toString('base64url');
    const [row] = await this.db.write<{ expires_at: Date }>(systemActor('session.open'), OPEN, [
      newId(), hashOf(token), userId, positionId, this.environment.sessionHours, origin.method, origin.address, origin.agent, restricted,
    ]);
    return { token, expiresAt: row!.expires_at };
  }

  /** A program's token: a session of a position, cut down to `scope`, until the end of that day. It confirms nothing. @returns the token */
  async openToken(positionId: string, name: string, scope: string[], expiresOn: string): Promise<{ id: string; token: string }> {
    const token = `cgt_${randomBytes(32).toString('base64url')}`;
    const id = newId();
    await this.db.write(systemActor('session.token'), OPEN_TOKEN, [id, hashOf(token), positionId, expiresOn, name, scope]);
    return { id, token };
  }

  /** @param used whether a person asks, or the console by itself: only the first keeps a session from growing idle */
  async find(token: string, used = true): Promise<Identity | undefined> {
    const key = hashOf(token).toString('base64');
    const known = this.remembered.get(key);
    if (known && known.until > Date.now() && (known.used || !used)) return known.identity;
    const [row] = await this.db.write<IdentityRow>(systemActor('session.find'), FIND, [hashOf(token), used]);
    const identity = row && identityOf(row);
    this.remembered.delete(key);
    if (identity) {
      if (this.remembered.size >= REMEMBERED_MOST) this.remembered.clear();
      this.remembered.set(key, { identity, until: Date.now() + REMEMBERED_MS, used });
    }
    return identity;
  }

  /** Whether a password was shown lately in this session. What is remembered may say no, and another replica know better. */
  async isConfirmed(identity: Identity): Promise<boolean> {
    if (Date.now() - identity.confirmedAt.getTime() < CONFIRMED_MINUTES * 60_000) return true;
    const [row] = await this.db.read<{ confirmed_at: Date }>(systemActor('session.confirmed'), CONFIRMED, [identity.sessionId]);
    return row !== undefined;
  }

  /** The password was shown again. */
  async confirm(sessionId: string): Promise<void> {
    await this.set(sessionId, 'confirmed_at = now()');
  }

  /** What held the session back is in order. */
  async lift(sessionId: string): Promise<void> {
    await this.set(sessionId, 'restricted = NULL');
  }

  /** Acts from now on in another position of the same person. */
  async actIn(sessionId: string, positionId: string): Promise<void> {
    this.forget(sessionId);
    await this.db.write(
      systemActor('session.switch'),
      { name: 'session.switch', text: 'UPDATE session SET position_id = $2 WHERE id = $1' },
      [sessionId, positionId],
    );
  }

  async end(sessionId: string): Promise<void> {
    await this.set(sessionId, 'revoked_at = coalesce(revoked_at, now())');
  }

  private async set(sessionId: string, assignment: string): Promise<void> {
    this.forget(sessionId);
    await this.db.write(systemActor('session'), { name: undefined, text: `UPDATE session SET ${assignment} WHERE id = $1` }, [sessionId]);
  }

  /** What the door refused is not to be remembered. */
  forget(sessionId: string): void {
    for (const [key, { identity }] of this.remembered) {
      if (identity.sessionId === sessionId) this.remembered.delete(key);
    }
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

function identityOf(row: IdentityRow): Identity | undefined {
  const role = ROLES[row.role];
  if (!role) return undefined;
  return {
    reach: role.reach,
    scope: scopeOf(role.reach, row.organisation_id, row.region_id),
    role: row.role,
    userId: row.user_id,
    userName: row.user_name,
    positionId: row.position_id,
    sessionId: row.session_id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    permissions: new Set(permissionsOf(row.role, row.adjustment).filter((permission) => !row.scope || row.scope.includes(permission))),
    rights: row.rights,
    readOnly: role.readOnly ?? false,
    restricted: row.restricted,
    confirmedAt: row.confirmed_at,
  };
}
