import { createHmac } from 'node:crypto';

export const APP_LOGIN = 'changai_app';

/**
 * The application's own connection: a login that owns no table and bypasses no policy.
 *
 * `APP_DATABASE_URL` names it where an office keeps such logins itself. Otherwise it follows from the owner's URL: the
 * password is derived from the owner's, so that every replica finds the same one and none has to be kept.
 */
export function appUrlFor(ownerUrl: string): string {
  const given = process.env['APP_DATABASE_URL'];
  if (given) return given;
  const url = new URL(ownerUrl);
  url.password = appPassword(ownerUrl);
  url.username = APP_LOGIN;
  return url.toString();
}

export function appPassword(ownerUrl: string): string {
  const { username, password } = new URL(ownerUrl);
  return createHmac('sha256', `${decodeURIComponent(username)}:${decodeURIComponent(password)}`).update(APP_LOGIN).digest('base64url');
}
