import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, forbidden, invalid, newId, notFound, permitted, searchText, stale, type Actor, type FieldError } from '../kernel/index.js';
import { AccountLinks, newLink } from './account-links.js';
import { USER_MACHINE, type UserAction } from './account.rules.js';
import { endOf, USER_STATE } from './account.sql.js';
import { propose } from './proposals.js';
import type { AccountDetail, CreateUserIn, UpdateUserIn, UserTransitionIn } from './user.dto.js';
import { readUser } from './users.list.js';

interface Kept {
  id: string;
  username: string;
  state: string;
  version: number;
}

const SETS: Record<Exclude<UserAction, 'invite' | 'reset'>, string> = {
  disable: 'disabled_at = now(), disabled_reason = $3',
  enable: 'disabled_at = NULL, disabled_reason = NULL',
  unlock: 'locked_until = NULL, failed_attempts = 0',
};

/** What the system administrator does to accounts. It gives no power: positions are the security administrator's. */
@Injectable()
export class KeepUsers {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(AccountLinks) private readonly links: AccountLinks,
  ) {}

  /**
   * Makes an invited account, and proposes the positions wanted for it.
   * @returns the account with the link's token, which is shown this once: a replayed request has none
   * @throws 409 when the user name is taken, 422
   */
  async invite(actor: Actor, input: CreateUserIn): Promise<AccountDetail> {
    const days = await this.links.days();
    const errors = this.dates(input.expiresOn);
    if (errors.length > 0) throw invalid(errors);
    let token: string | null = null;
    const user = await this.db.as(actor, async (em) => {
      const userId = newId();
      token = await makeInvited(em, userId, input, days);
      for (const [i, wanted] of (input.positions ?? []).entries()) await propose(em, { userId, ...wanted }, this.clock.today(), `/positions/${i}`);
      return readUser(em, actor, this.clock.now(), userId);
    });
    return { ...user, token };
  }

  /** @throws 404, 403 for the own account, 412, 422 */
  async update(actor: Actor, id: string, version: number, input: UpdateUserIn): Promise<AccountDetail> {
    const errors = this.dates(input.expiresOn);
    if (errors.length > 0) throw invalid(errors);
    return this.db.as(actor, async (em) => {
      const user = await this.found(em, actor, id, version);
      const sets: [string, unknown][] = [];
      if (input.name !== undefined) sets.push(['name = $', input.name], ['search_text = $', searchText(input.name, user.username)]);
      if (input.phoneWork !== undefined) sets.push(['phone_work = $', input.phoneWork || null]);
      if (input.expiresOn !== undefined) sets.push([`expires_at = ${endOf('$')}`, input.expiresOn]);
      const text = sets.map(([sql], i) => sql.replace('$', `$${i + 3}`)).join(', ');
      if (text) await changed(em, `UPDATE app_user SET ${text} WHERE id = $1 AND version = $2 RETURNING id`, [id, version, ...sets.map(([, value]) => value)]);
      return readUser(em, actor, this.clock.now(), id);
    });
  }

  /** @throws 404, 403 for the own account, 409 where the state does not allow it or the last administrator would go, 412, 422 */
  async transition(actor: Actor, id: string, version: number, { action, reason }: UserTransitionIn): Promise<AccountDetail> {
    const days = await this.links.days();
    let token: string | null = null;
    const changedUser = await this.db.as(actor, async (em) => {
      const user = await this.found(em, actor, id, version);
      const transition = permitted(USER_MACHINE, user.state, actor.role, action);
      if (transition.needs?.includes('reason') && !reason?.trim()) throw invalid([{ pointer: '/reason', code: 'needs_reason' }]);
      if (transition.action === 'invite' || transition.action === 'reset') {
        token = await newLink(em, id, transition.action === 'invite' ? 'invitation' : 'reset', days);
      } else {
        const values = transition.action === 'disable' ? [id, version, reason] : [id, version];
        await changed(em, `UPDATE app_user SET ${SETS[transition.action]} WHERE id = $1 AND version = $2 RETURNING id`, values);
      }
      return readUser(em, actor, this.clock.now(), id);
    });
    return { ...changedUser, token };
  }

  private async found(em: EntityManager, actor: Actor, id: string, version: number): Promise<Kept> {
    const sql = `SELECT u.id, u.username, u.version, ${USER_STATE} AS state FROM app_user u WHERE u.id = $2`;
    const [user]: Kept[] = await em.query(sql, [this.clock.now(), id]);
    if (!user) throw notFound();
    if (id === actor.userId) throw forbidden('own_account');
    if (user.version !== version) throw stale(user.version);
    return user;
  }

  private dates(expiresOn: string | null | undefined): FieldError[] {
    return expiresOn && expiresOn < this.clock.today() ? [{ pointer: '/expiresOn', code: 'in_the_past' }] : [];
  }
}

/** Writes an account without a password, and its invitation. @returns the token */
export async function makeInvited(em: EntityManager, id: string, user: CreateUserIn, days: number): Promise<string> {
  await em.query(
    `INSERT INTO app_user (id, username, name, search_text, phone_work, expires_at, activated_at) VALUES ($1, $2, $3, $4, $5, ${endOf('$6')}, NULL)`,
    [id, user.username, user.name, searchText(user.name, user.username), user.phoneWork || null, user.expiresOn ?? null],
  );
  return newLink(em, id, 'invitation', days);
}

async function changed(em: EntityManager, sql: string, values: unknown[]): Promise<void> {
  const [rows] = (await em.query(sql, values)) as [unknown[], number];
  if (rows.length === 0) throw stale(Number(values[1]) + 1);
}
