import { Inject, Injectable } from '@nestjs/common';
import { Db, systemActor, unauthenticated, type Actor } from '../kernel/index.js';
import type { PositionOut, SignedIn } from './identity.dto.js';
import { ROLES } from './roles.js';
import { Sessions } from './sessions.js';

const POSITIONS = {
  name: 'positions.own',
  text: `SELECT p.id, p.role, o.id AS organisation_id, o.name AS organisation_name, o.kind, du.name AS deputy_for
         FROM position p JOIN organisation o ON o.id = p.organisation_id
         LEFT JOIN position d ON d.id = p.deputy_of LEFT JOIN app_user du ON du.id = d.user_id
         WHERE p.user_id = $1 AND position_stands(p.revoked_at, p.valid_from, p.valid_until) ORDER BY p.id`,
};

const SESSION = {
  name: 'me',
  text: `SELECT u.username, s.expires_at, s.rights FROM session s JOIN app_user u ON u.id = s.user_id
         WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > now()`,
};

interface PositionRow {
  id: string;
  role: string;
  organisation_id: string;
  organisation_name: string;
  kind: string;
  deputy_for: string | null;
}

/** The positions a person holds, and the one acted in. */
@Injectable()
export class OwnPositions {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  async of(userId: string): Promise<PositionOut[]> {
    const rows = await this.db.read<PositionRow>(systemActor('sign_in'), POSITIONS, [userId]);
    return rows.flatMap((row) => {
      const role = ROLES[row.role];
      if (!role) return [];
      const organisation = { id: row.organisation_id, name: row.organisation_name, kind: row.kind };
      return [{ id: row.id, role: row.role, roleZh: role.zh, roleEn: role.en, reach: role.reach, organisation, ...(row.deputy_for && { deputyFor: row.deputy_for }) }];
    });
  }

  /** The person behind the actor, with all positions, acting in `positionId`. */
  async session(actor: Actor, positionId: string): Promise<SignedIn> {
    const [positions, [row]] = await Promise.all([
      this.of(actor.userId!),
      this.db.read<{ username: string; expires_at: Date; rights: number }>(systemActor('me'), SESSION, [actor.sessionId]),
    ]);
    const position = positions.find((p) => p.id === positionId);
    // with rights that were adjusted since, the request is run again with the new ones
    const outdated = row !== undefined && row.rights !== actor.rights;
    if (outdated) this.sessions.forget(actor.sessionId!);
    if (!row || !position || outdated) throw unauthenticated('session_ended');
    const user = { id: actor.userId!, username: row.username, name: actor.userName };
    return { expiresAt: row.expires_at.toISOString(), user, position, positions };
  }
}
