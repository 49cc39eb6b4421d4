import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { ALLOW, ANYONE, forbidden, OWN_ACCOUNT, PUBLIC, SENSITIVE, unauthenticated, type Actor, type Locale } from '../../libs/kernel/index.js';
import { SESSION_COOKIE, Sessions, type Identity } from '../../libs/identity/index.js';
import { localeOf } from './locale.js';

interface Request {
  id: string;
  method: string;
  headers: Record<string, string | undefined>;
  cookies?: Record<string, string | undefined>;
  user: Actor & Identity;
}

/** Every route asks for a permission or says that it is public; one that says neither is refused. */
@Injectable()
export class AccessGuard extends AuthGuard('token') {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Sessions) private readonly sessions: Sessions,
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
    // Only there: a token in an address or a body ends up in logs and histories.
    if (!request.headers.authorization) throw unauthenticated();
    await super.canActivate(context);
    const { restricted, permissions } = request.user;
    if (restricted && permission !== OWN_ACCOUNT) throw forbidden(`needs_${restricted}`);
    const anybody = permission === ANYONE || permission === OWN_ACCOUNT;
    if (!permission || (!anybody && !permissions.has(permission))) throw forbidden();
    request.user.action = anybody ? `${request.method.toLowerCase()}.own` : permission;
    const sensitive = this.reflector.getAllAndOverride<boolean>(SENSITIVE, targets);
    if (sensitive && !(await this.sessions.isConfirmed(request.user))) throw forbidden('needs_confirmation');
    return true;
  }

  /** Makes the actor of this request from what the token stands for. */
  override handleRequest<T>(error: unknown, identity: Identity | false, _info: unknown, context: ExecutionContext): T {
    if (error) throw error;
    if (!identity) throw unauthenticated();
    const request = context.switchToHttp().getRequest<Request>();
    const locale: Locale = localeOf(request.headers['accept-language']);
    return { ...identity, locale, traceId: request.id, action: '' } satisfies Actor as T;
  }
}
