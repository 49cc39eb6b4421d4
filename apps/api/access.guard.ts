import { Inject, Injectable, Optional, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { RefusedActs } from '../../libs/accounts/index.js';
import { ALLOW, ANYONE, BACKGROUND, forbidden, isSensitive, OWN_ACCOUNT, PUBLIC, SENSITIVE, unauthenticated, type Actor, type Locale, type SensitiveWhen } from '../../libs/kernel/index.js';
import { SESSION_COOKIE, Sessions, type Identity } from '../../libs/identity/index.js';
import { localeOf } from './locale.js';

interface Request {
  id: string;
  method: string;
  url: string;
  headers: Record<string, string | undefined>;
  body?: unknown;
  cookies?: Record<string, string | undefined>;
  user: Actor & Identity;
}

/** Every route asks for a permission or says that it is public; one that says neither is refused. */
@Injectable()
export class AccessGuard extends AuthGuard('token') {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Optional() @Inject(RefusedActs) private readonly refused?: RefusedActs,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    const permission = this.reflector.getAllAndOverride<string | undefined>(ALLOW, targets);
    const request = context.switchToHttp().getRequest<Request>();
    const cookie = request.cookies?.[SESSION_COOKIE];
    if (cookie && !request.headers.authorization) request.headers.authorization = `Bearer ${cookie}`;
    if (this.reflector.getAllAndOverride<boolean>(BACKGROUND, targets)) request.headers['x-background'] = '1';
    // Only there: a token in an address or a body ends up in logs and histories.
    if (!request.headers.authorization) throw unauthenticated();
    await super.canActivate(context);
    const { restricted } = request.user;
    if (restricted && permission !== OWN_ACCOUNT) throw forbidden(`needs_${restricted}`);
    if (!may(request.user, permission)) await this.askAnew(request);
    if (!may(request.user, permission)) throw await this.refusal(request, permission ?? '');
    request.user.action = isOwn(permission) ? `${request.method.toLowerCase()}.own` : permission!;
    const sensitive = this.reflector.getAllAndOverride<SensitiveWhen | true | undefined>(SENSITIVE, targets);
    if (isSensitive(sensitive, request.body) && !(await this.sessions.isConfirmed(request.user))) throw forbidden('needs_confirmation');
    return true;
  }

  /** Makes the actor of this request from what the token stands for. */
  override handleRequest<T>(error: unknown, identity: Identity | false, _info: unknown, context: ExecutionContext): T {
    if (error) throw error;
    if (!identity) throw unauthenticated();
    return actorOf(identity, context.switchToHttp().getRequest<Request>()) as T;
  }

  // What is remembered of a role may be a minute old; a permission given since holds from this request on.
  private async askAnew(request: Request): Promise<void> {
    if (!request.user.sessionId) return;
    this.sessions.forget(request.user.sessionId);
    const identity = await this.sessions.find(tokenOf(request));
    if (identity) request.user = actorOf(identity, request);
  }

  private async refusal(request: Request, permission: string): Promise<Error> {
    const error = forbidden();
    await this.refused?.note(request.user, permission, error, { method: request.method, path: request.url.split('?')[0]! });
    return error;
  }
}

/** What is anybody's, whatever the role. */
export const isOwn = (permission: string | undefined) => permission === ANYONE || permission === OWN_ACCOUNT;
const may = (actor: Actor, permission: string | undefined) => permission !== undefined && (isOwn(permission) || actor.permissions.has(permission));

export const actorOf = (identity: Identity, { id, headers }: Pick<Request, 'id' | 'headers'>): Actor & Identity => ({
  ...identity,
  locale: localeOf(headers['accept-language']) satisfies Locale,
  traceId: id,
  action: '',
});

export const tokenOf = ({ headers }: Pick<Request, 'headers'>): string => (headers.authorization ?? '').replace(/^bearer\s+/i, '');
