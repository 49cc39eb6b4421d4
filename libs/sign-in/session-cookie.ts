import { SESSION_COOKIE } from '../identity/index.js';

export interface Reply {
  setCookie(name: string, value: string, options: object): Reply;
  clearCookie(name: string, options: object): Reply;
  redirect(url: string, status?: number): Reply;
}
const COOKIE = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

/** The browser's session: no script reads it, and no other site's request carries it. */
export function keepSession(reply: Reply, protocol: string, session: { accessToken: string; expiresAt: string }): void {
  reply.setCookie(SESSION_COOKIE, session.accessToken, { ...COOKIE, secure: protocol === 'https', expires: new Date(session.expiresAt) });
}

export function dropSession(reply: Reply): void {
  reply.clearCookie(SESSION_COOKIE, COOKIE);
}
