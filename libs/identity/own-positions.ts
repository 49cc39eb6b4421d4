import { Inject, Injectable } from '@nestjs/common';
import { Db, systemActor, unauthenticated, type Actor } from '../kernel/index.js';
import type { PositionOut, SignedIn } from './identity.dto.js';
import { ROLES } from './roles.js';

const POSITIONS = {
  name: 'positions.own',
  text: `SELECT p.id, p.role, o.id AS organisation_id, o.name AS organisation_name, o.kind
         FROM position p JOIN organisation o ON o.id = p.organisation_id
         WHERE p.user_id = $1 AND p.revoked_at IS NULL ORDER BY p.id`,
};

const SESSION = {
  name: 'me',
  text: `SELECT u.username, s.expires_at FROM session s JOIN app_user u ON u.id = s.user_id
         WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > now()`,
};

interface PositionRow {
  id: string;
  role: string;
  organisation_id: string;
  organisation_name: string;
  kind: string;
}

/** The positions a person holds, and the one acted in. */
@Injectable()
export class OwnPositions {
  constructor(@Inject(Db) private readonly db: Db) {}

  async of(userId: string): Promise<PositionOut[]> {
    const rows = await this.db.read<PositionRow>(systemActor('sign_in'), POSITIONS, [userId]);
    return rows.flatMap((row) => {
      const role = ROLES[row.role];
      if (!role) return [];
      const organisation = { id: row.organisation_id, name: row.organisation_name, kind: row.kind };
      return [{ id: row.id, role: row.role, roleZh: role.zh, roleEn: role.en, reach: role.reach, organisation }];
    });
  }

  /** The person behind the actor, with all positions, acting in `positionId`. */
  async session(actor: Actor, positionId: string): Promise<SignedIn> {
    const [positions, [row]] = await Promise.all([
      this.of(actor.userId!),
      this.db.read<{ username: string; expires_at: Date }>(systemActor('me'), SESSION, [actor.sessionId]),
    ]);
    const position = positions.find((p) => p.id === positionId);
    if (!row || !position) throw unauthenticated('session_ended');
    const user = { id: actor.userId!, username: row.username, name: actor.userName };
    return { expiresAt: row.expires_at.toISOString(), user, position, positions };
  }
}
