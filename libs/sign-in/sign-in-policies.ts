import { Inject, Injectable } from '@nestjs/common';
import { change, Db, sameVersion, stale, systemActor, type Actor } from '../kernel/index.js';
import { PASSWORD_PROFILES, PROFILE_NAMES, type PasswordProfile } from './password.rules.js';
import type { ChangeSignInPolicyIn, SignInPolicyOut } from './sign-in-policy.dto.js';
import { SignInPolicy, type SecondFactorRule } from './sign-in-policy.entity.js';

interface Rules {
  passwordProfile: keyof typeof PASSWORD_PROFILES;
  secondFactor: SecondFactorRule;
  idleMinutes: number;
  version: number;
}

const RULES = {
  name: 'sign-in.rules',
  text: `SELECT password_profile AS "passwordProfile", second_factor AS "secondFactor", idle_minutes AS "idleMinutes", version FROM sign_in_policy`,
};

/** The rules of signing in, to read and to change. */
@Injectable()
export class SignInPolicies {
  constructor(@Inject(Db) private readonly db: Db) {}

  async rules(): Promise<Rules & { profile: PasswordProfile }> {
    const [row] = await this.db.read<Rules>(systemActor('sign_in'), RULES);
    return { ...row!, profile: PASSWORD_PROFILES[row!.passwordProfile] };
  }

  async show(actor: Actor): Promise<SignInPolicyOut> {
    const { profile: _, ...rules } = await this.rules();
    const profiles = PROFILE_NAMES.map((name) => ({ name, ...PASSWORD_PROFILES[name] }));
    return { ...rules, profiles, abilities: actor.permissions.has('sign_in_policy.write') ? ['change'] : [] };
  }

  /** @throws 412 when somebody else changed it */
  async change(actor: Actor, version: number, input: ChangeSignInPolicyIn): Promise<SignInPolicyOut> {
    await this.db.as(actor, async (em) => {
      const [policy] = await em.find(SignInPolicy);
      if (!policy) throw stale(0);
      sameVersion(policy, version);
      if (Object.keys(input).length > 0) await change(em, SignInPolicy, policy, { ...input });
    });
    return this.show(actor);
  }
}
