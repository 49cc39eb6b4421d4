import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Origin, type SignedIn } from '../identity/index.js';
import { beyondReach, Clock, Db, invalid, unauthenticated, type Actor, type FieldError } from '../kernel/index.js';
import { passwordProblems, type PasswordOwner, type PasswordProfile } from './password.rules.js';
import { hashPassword, isCommonPassword, passwordMatches } from './passwords.js';
import { SignIn } from './sign-in.js';
import { SignInEvents } from './sign-in-events.js';
import { SignInPolicies } from './sign-in-policies.js';

interface Kept extends PasswordOwner {
  id: string;
  password_hash: string;
}

/** Sets passwords, always by the policy's profile. */
@Injectable()
export class ChangePassword {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(SignInPolicies) private readonly policies: SignInPolicies,
    @Inject(SignInEvents) private readonly events: SignInEvents,
  ) {}

  /**
   * Changes one's own. The present one is asked for, and counted like a sign-in: an open screen is no place to guess. Every session ends, this one too (the database sees to it), and a new one takes its place.
   * @throws 422 with everything that is wrong with the new one, or at `/currentPassword`
   */
  async change(actor: Actor, currentPassword: string, newPassword: string, origin: Origin): Promise<SignedIn & { accessToken: string; restricted: string | null }> {
    const { username } = await this.signIn.userOf(actor);
    const user = await this.signIn.checkPassword(username, currentPassword, origin).catch((error: { code?: string }) => {
      throw error.code === 'invalid_credentials' ? invalid([{ pointer: '/currentPassword', code: 'password_wrong' }]) : error;
    });
    await this.set(beyondReach(actor), user.id, newPassword, '/newPassword');
    await this.events.note(user.id, 'password_changed', origin);
    return this.signIn.signIn({ ...user, passwordChangedAt: this.clock.now() }, origin);
  }

  /**
   * Sets a password as `system`, for whoever has shown the right to.
   * @param first what has to hold or to be done with it, in the same transaction; it may refuse
   * @throws 422 at `pointer`, every problem of it
   */
  async set(system: Actor, userId: string, password: string, pointer: string, first?: (em: EntityManager) => Promise<void>): Promise<void> {
    const { profile } = await this.policies.rules();
    await this.db.as(system, async (em) => {
      await first?.(em);
      const [user]: Kept[] = await em.query('SELECT id, username, name, password_hash FROM app_user WHERE id = $1 FOR UPDATE', [userId]);
      if (!user) throw unauthenticated();
      const errors: FieldError[] = passwordProblems(profile, password, user, isCommonPassword).map((problem) => ({ pointer, ...problem }));
      if (errors.length === 0 && (await usedBefore(em, user, password, profile))) {
        errors.push({ pointer, code: 'password_used_before', params: { max: profile.history } });
      }
      if (errors.length > 0) throw invalid(errors);
      await em.query('UPDATE app_user SET password_hash = $2 WHERE id = $1', [userId, await hashPassword(password)]);
    });
  }
}

async function usedBefore(em: EntityManager, user: Kept, password: string, { history }: PasswordProfile): Promise<boolean> {
  const earlier: { password_hash: string }[] = await em.query(
    'SELECT password_hash FROM password_history WHERE user_id = $1 ORDER BY id DESC LIMIT $2',
    [user.id, history - 1],
  );
  for (const { password_hash: hash } of [user, ...earlier]) if (await passwordMatches(hash, password)) return true;
  return false;
}
