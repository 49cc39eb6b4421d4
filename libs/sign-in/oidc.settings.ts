/** A provider of OpenID Connect, as the office set it up. */
export interface OidcSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string | undefined;
  /** What the button is called. */
  name: string;
  /** The claim that is the user name here, for somebody who comes the first time. The provider must let nobody edit the own. */
  usernameClaim: string;
  /** Where browsers reach the console, for the way back. */
  publicUrl: URL;
}

/** @returns undefined where no provider is set up. @throws with the mend for half a set-up */
export function oidcSettings(env: Record<string, string | undefined>): OidcSettings | undefined {
  const issuer = env['OIDC_ISSUER'];
  if (!issuer) return undefined;
  const missing = ['OIDC_CLIENT_ID', 'PUBLIC_URL'].filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`OIDC_ISSUER is set, so ${missing.join(' and ')} must be set too.`);
  return {
    issuer: new URL(issuer),
    clientId: env['OIDC_CLIENT_ID']!,
    clientSecret: env['OIDC_CLIENT_SECRET'],
    name: env['OIDC_NAME'] ?? new URL(issuer).host,
    usernameClaim: env['OIDC_USERNAME_CLAIM'] ?? 'preferred_username',
    publicUrl: new URL(env['PUBLIC_URL']!),
  };
}
