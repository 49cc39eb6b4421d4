import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Db, ENVIRONMENT, newId, systemActor, type Actor, type Environment } from '../kernel/index.js';
import { permissionsOf, type Adjustment } from './permission.rules.js';
import { ROLES } from './roles.js';

/** Who a token stands for, as long as the door agrees. */
export type Identity = Omit<Actor, 'locale' | 'traceId' | 'action' | 'idempotency'>;

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
}

const FIND = {
  name: 'session.find',
  text: `SELECT s.id AS session_id, u.id AS user_id, u.name AS user_name, p.id AS position_id, p.role,
                o.id AS organisation_id, o.short_name AS organisation_name, o.region_id, s.rights,
                (SELECT json_build_object('given', g.given, 'taken', g.taken) FROM role_grant g
                 WHERE g.role = p.role ORDER BY g.version DESC LIMIT 1) AS adjustment
         FROM session s
         JOIN app_user u ON u.id = s.user_id AND u.disabled_at IS NULL
         JOIN position p ON p.id = s.position_id AND p.revoked_at IS NULL
         JOIN organisation o ON o.id = p.organisation_id
         WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > now()`,
};

const OPEN = {
  name: 'session.open',
  text: `INSERT INTO session (id, token_hash, user_id, position_id, expires_at)
         VALUES ($1, $2, $3, $4, now() + make_interval(hours => $5)) RETURNING expires_at`,
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
  private readonly remembered = new Map<string, { identity: Identity; until: number }>();

  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    // Ended, or acting in another position since, on whichever replica that was done.
    db.onSessionEnded((sessionId) => this.forget(sessionId));
  }

  /** @returns the token, which is kept nowhere, and when it ends by the database's clock */
  async open(userId: string, positionId: string): Promise<{ token: string; expiresAt: Date }> {
    const token = randomBytes(32).toString('base64url');
    const [row] = await this.db.write<{ expires_at: Date }>(systemActor('session.open'), OPEN, [
      newId(), hashOf(token), userId, positionId, this.environment.sessionHours,
    ]);
    return { token, expiresAt: row!.expires_at };
  }

  async find(token: string): Promise<Identity | undefined> {
    const key = hashOf(token).toString('base64');
    const known = this.remembered.get(key);
    if (known && known.until > Date.now()) return known.identity;
    const [row] = await this.db.read<IdentityRow>(systemActor('session.find'), FIND, [hashOf(token)]);
    const identity = row && identityOf(row);
    this.remembered.delete(key);
    if (identity) {
      if (this.remembered.size >= REMEMBERED_MOST) this.remembered.clear();
      this.remembered.set(key, { identity, until: Date.now() + REMEMBERED_MS });
    }
    return identity;
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
    this.forget(sessionId);
    await this.db.write(
      systemActor('session.end'),
      { name: 'session.end', text: 'UPDATE session SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL' },
      [sessionId],
    );
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
  const scope = { city: row.region_id, department: row.organisation_id, unit: row.organisation_id } as Partial<Record<string, string>>;
  return {
    reach: role.reach,
    // an inspector's scope is the own organisation, which the policy keeps out (回避)
    scope: scope[role.reach] ?? (role.reach === 'inspector' ? row.organisation_id : null),
    role: row.role,
    userId: row.user_id,
    userName: row.user_name,
    positionId: row.position_id,
    sessionId: row.session_id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    permissions: new Set(permissionsOf(row.role, row.adjustment)),
    rights: row.rights,
    readOnly: role.readOnly ?? false,
  };
}
