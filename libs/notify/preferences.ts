import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { beyondReach, conflict, Db, ENVIRONMENT, invalid, newId, Problem, stale, type Actor, type Environment } from '../kernel/index.js';
import { Mailer, mailSettings } from './mailer.js';
import { codeMail } from './message.rules.js';
import { KIND_NAMES } from './notice.rules.js';
import type { ChangePreferencesIn, PreferencesOut } from './preference.dto.js';

const CODE_MINUTES = 30;
const CODE_PAUSE_SECONDS = 60;
const MOST_TRIES = 5;
const MAIL_TIMEOUT_MS = 10_000;

type Kept = Omit<PreferencesOut, 'mailAvailable' | 'kinds'>;
/** What holds as long as somebody has not chosen otherwise: the columns' own defaults. */
const UNCHOSEN: Kept = {
  version: 0, email: null, emailWanted: null, mail: 'digest', digestAt: '08:30', quietFrom: '20:00', quietUntil: '07:30', onRestDays: false, muted: [], language: 'zh',
};
const hour = (column: string, name: string) => `left(${column}::text, 5) AS "${name}"`;
const MINE = {
  name: 'preferences.mine',
  text: `SELECT version, email, email_wanted AS "emailWanted", mail, ${hour('digest_at', 'digestAt')}, ${hour('quiet_from', 'quietFrom')}, ${hour('quiet_until', 'quietUntil')},
           on_rest_days AS "onRestDays", muted, language FROM notification_preference WHERE user_id = $1`,
};
const COLUMNS: Record<keyof ChangePreferencesIn, string> = {
  mail: 'mail', digestAt: 'digest_at', quietFrom: 'quiet_from', quietUntil: 'quiet_until', onRestDays: 'on_rest_days', muted: 'muted', language: 'language',
};

const NULLABLE = ['quietFrom', 'quietUntil'];

/** How a person wants to be told outside of the console. One's own, whatever the position, and also of who only reads. */
@Injectable()
export class Preferences {
  private readonly log = new Logger('Preferences');

  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async show(actor: Actor): Promise<PreferencesOut> {
    const [row] = await this.db.read<Kept & Record<string, unknown>>(actor, MINE, [actor.userId]);
    return this.shown(row ?? { ...UNCHOSEN, language: actor.locale });
  }

  /** @param version 0 as long as nobody has chosen anything. @throws 412 when they were changed elsewhere, 422 for half of the quiet hours */
  async change(actor: Actor, version: number, input: ChangePreferencesIn): Promise<PreferencesOut> {
    return this.db.as({ ...actor, readOnly: false }, async (em) => {
      const before = await this.keep(em, actor);
      if (before.version !== version) throw stale(before.version);
      const { quietFrom, quietUntil } = { ...before, ...input };
      if ((quietFrom === null) !== (quietUntil === null)) throw invalid([{ pointer: quietFrom === null ? '/quietFrom' : '/quietUntil', code: 'both_or_neither' }]);
      const given = Object.entries(input).filter(([name, value]) => value !== undefined && (value !== null || NULLABLE.includes(name))) as [keyof ChangePreferencesIn, unknown][];
      const sets = given.map(([name], i) => `${COLUMNS[name]} = $${i + 2}`);
      if (sets.length > 0) await em.query(`UPDATE notification_preference SET ${sets.join(', ')} WHERE user_id = $1`, [actor.userId, ...given.map(([, value]) => value)]);
      return this.shown((await this.mine(em, actor))!);
    });
  }

  /**
   * Mails a code to an address; it is used once the code has been typed in. The address before stays until then.
   * @throws 409 where there is no mail, or the server did not take it; 429 within a minute of the last
   */
  async ask(actor: Actor, email: string): Promise<PreferencesOut> {
    const settings = this.mail();
    if (!settings) throw conflict('mail_not_set_up');
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    // without a replay: a mail is no answer to be kept
    const answer = await this.db.as(beyondReach(actor), async (em) => {
      await this.keep(em, actor);
      const [, n]: [unknown, number] = await em.query(
        `UPDATE notification_preference SET email_wanted = $2, code_hash = $3, code_sent_at = now(), code_tries = 0
         WHERE user_id = $1 AND (code_sent_at IS NULL OR code_sent_at < now() - interval '${CODE_PAUSE_SECONDS} seconds')`,
        [actor.userId, email, hashOf(code, email)],
      );
      if (n === 0) throw new Problem(429, 'too_many_requests', { extra: { retryAfter: CODE_PAUSE_SECONDS } });
      return this.shown((await this.mine(em, actor))!);
    });
    const mailer = new Mailer(settings, MAIL_TIMEOUT_MS);
    try {
      await mailer.send({ id: newId(), to: email, ...codeMail(code, actor.locale) });
    } catch (error) {
      this.log.warn({ code: (error as { code?: string }).code, traceId: actor.traceId }, 'a code could not be mailed');
      const forgotten = { name: undefined, text: 'UPDATE notification_preference SET email_wanted = NULL, code_hash = NULL, code_sent_at = NULL WHERE user_id = $1' };
      await this.db.write(beyondReach(actor), forgotten, [actor.userId]);
      throw conflict('mail_not_taken');
    } finally {
      mailer.close();
    }
    return answer;
  }

  /** @throws 422 for a wrong code, one that is half an hour old, and any after five that were wrong */
  async confirm(actor: Actor, code: string): Promise<PreferencesOut> {
    const [found] = await this.db.write<{ email_wanted: string; code_hash: Buffer; tries: number }>(
      beyondReach(actor),
      {
        name: 'preferences.try',
        text: `UPDATE notification_preference SET code_tries = code_tries + 1 WHERE user_id = $1 AND code_hash IS NOT NULL AND code_sent_at > now() - interval '${CODE_MINUTES} minutes'
               RETURNING email_wanted, code_hash, code_tries AS tries`,
      },
      [actor.userId],
    );
    if (!found || found.tries > MOST_TRIES || !timingSafeEqual(found.code_hash, hashOf(code, found.email_wanted))) throw invalid([{ pointer: '/code', code: 'code_wrong' }]);
    return this.end(actor, 'email = email_wanted');
  }

  /** Takes the address back: nothing is mailed any more. */
  forget(actor: Actor): Promise<PreferencesOut> {
    return this.end(actor, 'email = NULL');
  }

  private end(actor: Actor, what: string): Promise<PreferencesOut> {
    return this.db.as({ ...beyondReach(actor), idempotency: actor.idempotency }, async (em) => {
      await this.keep(em, actor);
      await em.query(`UPDATE notification_preference SET ${what}, email_wanted = NULL, code_hash = NULL, code_tries = 0 WHERE user_id = $1`, [actor.userId]);
      return this.shown((await this.mine(em, actor))!);
    });
  }

  /** The row of the person, locked; made with the defaults where there is none. Its version is 0 then. */
  private async keep(em: EntityManager, actor: Actor): Promise<Kept> {
    const made: unknown[] = await em.query(
      'INSERT INTO notification_preference (id, user_id, language) VALUES ($1, $2, $3) ON CONFLICT (user_id) DO NOTHING RETURNING 1 AS made',
      [newId(), actor.userId, actor.locale],
    );
    const row = (await this.mine(em, actor, ' FOR UPDATE'))!;
    return made.length > 0 ? { ...row, version: 0 } : row;
  }

  private async mine(em: EntityManager, actor: Actor, lock = ''): Promise<Kept | undefined> {
    const [row]: Kept[] = await em.query(MINE.text + lock, [actor.userId]);
    return row;
  }

  private mail() {
    return mailSettings(this.environment.demo);
  }

  private shown(row: Kept): PreferencesOut {
    return { ...row, mailAvailable: this.mail() !== undefined, kinds: KIND_NAMES };
  }
}

const hashOf = (code: string, email: string): Buffer => createHash('sha256').update(`${code}:${email}`).digest();
