import { Inject, Injectable, Logger } from '@nestjs/common';
import * as client from 'openid-client';
import type { Origin } from '../identity/index.js';
import { Db, notFound, Problem, Sealer, systemActor, unauthenticated } from '../kernel/index.js';
import { IN_FORCE } from './in-force.sql.js';
import { oidcSettings, type OidcSettings } from './oidc.settings.js';
import { SignInEvents } from './sign-in-events.js';
import { SignIn, type SignInUser } from './sign-in.js';

export const OIDC_SETTINGS = Symbol('oidc settings');
export const oidcFromEnvironment = { provide: OIDC_SETTINGS, useFactory: () => oidcSettings(process.env) ?? null };

/** What the browser carries, sealed, to the provider and back. */
interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
}

type Finished = { session: Awaited<ReturnType<SignIn['signIn']>>; refused: null } | { session: null; refused: string };

const FIND = {
  name: 'oidc.find',
  text: `SELECT u.id, u.username, u.name, u.is_demo AS "isDemo", u.password_changed_at AS "passwordChangedAt", u.two_factor_since AS "twoFactorSince",
                i.subject IS NOT NULL AS linked
         FROM app_user u LEFT JOIN user_identity i ON i.user_id = u.id AND i.issuer = $1
         WHERE ${IN_FORCE} AND (i.subject = $2 OR (i.subject IS NULL AND u.username = $3
               AND NOT EXISTS (SELECT FROM user_identity o WHERE o.issuer = $1 AND o.subject = $2)))`,
};
const LINK = { name: 'oidc.link', text: 'INSERT INTO user_identity (issuer, subject, user_id) VALUES ($1, $2, $3)' };

/**
 * Signing in by a provider of OpenID Connect: authorization code with PKCE, state and nonce. Whoever comes the first time
 * is found by user name and linked; afterwards by the provider's own subject alone. Nobody is made an account.
 */
@Injectable()
export class Oidc {
  private readonly log = new Logger(Oidc.name);
  private known: Promise<client.Configuration> | undefined;

  constructor(
    @Inject(OIDC_SETTINGS) private readonly settings: OidcSettings | null,
    @Inject(Db) private readonly db: Db,
    @Inject(Sealer) private readonly sealer: Sealer,
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(SignInEvents) private readonly events: SignInEvents,
  ) {}

  get name(): string | null {
    return this.settings?.name ?? null;
  }

  /** @returns where to send the browser, and what it must bring back. @throws 404 where no provider is set up, 503 when it is away */
  async begin(): Promise<{ url: string; attempt: string }> {
    const configuration = await this.configuration();
    const attempt: Attempt = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.callbackUrl.href,
      scope: 'openid profile',
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, attempt: this.sealer.seal(JSON.stringify(attempt)).toString('base64url') };
  }

  /** @param query as the provider sent the browser back with it. @returns the session, or why not: the person looks at a page, not at a problem */
  async finish(query: string, carried: string | undefined, origin: Origin): Promise<Finished> {
    if (!this.settings) throw notFound();
    return this.signInWith(query, carried, origin).then(
      (session) => ({ session, refused: null }),
      (error: unknown) => {
        if (error instanceof Problem) return { session: null, refused: error.code };
        throw error;
      },
    );
  }

  private async signInWith(query: string, carried: string | undefined, origin: Origin) {
    const configuration = await this.configuration();
    const sealed = carried && this.sealer.open(Buffer.from(carried, 'base64url'));
    if (!sealed) throw unauthenticated('oidc_failed');
    const attempt = JSON.parse(sealed) as Attempt;
    const url = new URL(this.callbackUrl);
    url.search = query;
    const tokens = await client
      .authorizationCodeGrant(configuration, url, { expectedState: attempt.state, expectedNonce: attempt.nonce, pkceCodeVerifier: attempt.verifier, idTokenExpected: true })
      .catch((error: Error) => {
        this.log.warn({ reason: error.message }, 'a provider’s answer was refused');
        throw unauthenticated('oidc_failed');
      });
    const claims = tokens.claims()!;
    const user = await this.userOf(claims.sub, claims[this.settings!.usernameClaim], origin);
    return this.signIn.signIn(user, { ...origin, method: 'oidc' });
  }

  private async userOf(subject: string, username: unknown, origin: Origin): Promise<SignInUser> {
    const { href: issuer } = this.settings!.issuer;
    const system = systemActor('sign_in.oidc');
    const [user] = await this.db.read<SignInUser & { linked: boolean }>(system, FIND, [issuer, subject, typeof username === 'string' ? username : '']);
    if (!user) {
      await this.events.note(null, 'identity_unknown', origin);
      throw unauthenticated('oidc_unknown');
    }
    if (!user.linked) {
      await this.db.write(system, LINK, [issuer, subject, user.id]);
      await this.events.note(user.id, 'identity_linked', origin);
    }
    return user;
  }

  private get callbackUrl(): URL {
    return new URL('/api/v1/auth/oidc/callback', this.settings!.publicUrl);
  }

  private async configuration(): Promise<client.Configuration> {
    if (!this.settings) throw notFound();
    const { issuer, clientId, clientSecret } = this.settings;
    // Plain http only on this very machine, for trials and tests.
    const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname);
    const options = loopback ? { execute: [client.allowInsecureRequests] } : {};
    this.known ??= client.discovery(issuer, clientId, clientSecret, undefined, options);
    return this.known.catch((error: Error) => {
      this.known = undefined;
      this.log.warn({ reason: error.message }, 'the provider of OpenID Connect does not answer');
      throw new Problem(503, 'oidc_away');
    });
  }
}
