import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Db, newId, notFound, Settings, systemActor } from '../kernel/index.js';
import { ChangePassword } from '../sign-in/index.js';
import type { InvitationOut } from './invitation.dto.js';

const DAYS = 7;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

interface LinkRow {
  id: string;
  userId: string;
  username: string;
  name: string;
  kind: string;
  expiresAt: Date;
}

// A link that was used, withdrawn, ran out or never was: all are told alike.
const OPEN = {
  name: 'account_link.open',
  text: `SELECT l.id, l.kind, l.expires_at AS "expiresAt", u.id AS "userId", u.username, u.name
         FROM account_link l JOIN app_user u ON u.id = l.user_id
         WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.withdrawn_at IS NULL AND l.expires_at > now()
           AND u.disabled_at IS NULL AND (u.expires_at IS NULL OR u.expires_at > now())`,
};

/**
 * Makes a link with which the person sets a password; earlier ones and the present password are void with it, by trigger.
 * @param days how long it can be used
 * @returns the token, which is kept nowhere
 */
export async function newLink(em: EntityManager, userId: string, kind: 'invitation' | 'reset', days: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await em.query(
    `INSERT INTO account_link (id, user_id, kind, token_hash, expires_at) VALUES ($1, $2, $3, $4, now() + make_interval(days => $5))`,
    [newId(), userId, kind, hashOf(token), days],
  );
  return token;
}

/** The person's side of an invitation: no session yet, only the link. */
@Injectable()
export class AccountLinks {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(ChangePassword) private readonly passwords: ChangePassword,
  ) {}

  /** How many days a link can be used: the setting `invitation_days`, else seven. */
  async days(): Promise<number> {
    const days = await this.settings.get(systemActor('invitation'), 'invitation_days', DAYS);
    return Number.isInteger(days) && days >= 1 && days <= 90 ? days : DAYS;
  }

  /** @throws 404 when the link cannot be used */
  async look(token: string): Promise<InvitationOut> {
    const [link] = await this.db.read<LinkRow>(systemActor('invitation.look'), OPEN, [hashOf(token)]);
    if (!link) throw notFound();
    const { username, name, kind, expiresAt } = link;
    return { username, name, kind, expiresAt };
  }

  /** Sets the password, once. @throws 404 when the link cannot be used, 422 when the password may not be set */
  async redeem(token: string, password: string): Promise<void> {
    const [link] = await this.db.read<LinkRow>(systemActor('invitation.look'), OPEN, [hashOf(token)]);
    if (!link) throw notFound();
    // the person acts, though without a session: the trail names who set the password
    const actor = { ...systemActor('invitation.redeem'), userId: link.userId, userName: link.name };
    await this.passwords.set(actor, link.userId, password, '/password', async (em) => {
      const [used] = (await em.query(
        `UPDATE account_link SET used_at = now() WHERE id = $1 AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > now() RETURNING id`,
        [link.id],
      )) as [unknown[], number];
      if (used.length === 0) throw notFound();
      await em.query('UPDATE app_user SET activated_at = now(), failed_attempts = 0, locked_until = NULL WHERE id = $1', [link.userId]);
    });
  }
}
