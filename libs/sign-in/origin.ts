import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Origin } from '../identity/index.js';

interface Request {
  ip: string;
  headers: Record<string, string | undefined>;
}

/** From where a request comes. Behind a proxy the address is the proxy's word: see `TRUST_PROXY`. */
export const originOf = ({ ip, headers }: Request): Origin => ({
  method: 'password',
  address: ip ?? null,
  agent: headers['user-agent']?.replaceAll('\0', '').slice(0, 200) ?? null,
});

export const From = createParamDecorator((_: unknown, context: ExecutionContext): Origin => originOf(context.switchToHttp().getRequest<Request>()));
