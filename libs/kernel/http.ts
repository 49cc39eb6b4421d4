import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiParam } from '@nestjs/swagger';
import type { Actor } from './actor.js';
import { isId } from './ids.js';
import { badRequest, notFound, versionRequired } from './problems.js';

export const ALLOW = 'access:allow';
export const PUBLIC = 'access:public';

/** The permission a route asks for; OpenAPI shows it. A route that names neither this nor {@link Public} is refused. */
export const Allow = (permission: string) => applyDecorators(SetMetadata(ALLOW, permission), ApiExtension('x-permission', permission));
/** Open to whoever asks: sign-in, health. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), ApiExtension('x-permission', 'public'));
/** Any signed-in position, whatever its role: the vocabularies, one's own inbox. */
export const ANYONE = 'anyone';
/** Likewise, and also for a session that may do nothing else until its password or second factor is in order. */
export const OWN_ACCOUNT = 'own account';

export const SENSITIVE = 'access:sensitive';
/** What of a body makes an act sensitive: nothing named, the whole route is. */
export type SensitiveWhen = Readonly<Record<string, true | readonly string[]>>;
/**
 * An act for which whoever does it must have shown the password within the last minutes: see `POST /auth/confirm`.
 * @param when the body's fields that make it so, by being there (`true`) or with one of some values: `{ action: ['close'] }`
 */
export const Sensitive = (when?: SensitiveWhen) => applyDecorators(SetMetadata(SENSITIVE, when ?? true), ApiExtension('x-reauthentication', when ?? true));

/** Whether this body is of a sensitive act. It is not validated yet, so it may be anything. */
export function isSensitive(when: SensitiveWhen | true | undefined, body: unknown): boolean {
  if (when === undefined || when === true) return when === true;
  const fields = (body ?? {}) as Record<string, unknown>;
  return Object.entries(when).some(([name, values]) => (values === true ? fields[name] !== undefined : values.includes(fields[name] as string)));
}

export const BACKGROUND = 'access:background';
/** Asked by the console and not by a person: it keeps no session from growing idle. Elsewhere the header `X-Background` says so. */
export const Background = () => SetMetadata(BACKGROUND, true);

interface Request {
  user: Actor;
  headers: Record<string, string | undefined>;
  params: Record<string, string>;
}
const request = (context: ExecutionContext) => context.switchToHttp().getRequest<Request>();

/** The actor that the access guard found. */
export const Acting = createParamDecorator((_: unknown, context: ExecutionContext): Actor => request(context).user);

/** The row's id from the path. What is not an id names no row. */
export const RowId = (): ParameterDecorator => (target, key, index) => {
  readId()(target, key, index);
  document(ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } }), target, key);
};
const readId = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { id } = request(context).params;
  if (!isId(id)) throw notFound();
  return id;
});

/** The version of `If-Match`, of which every change of an existing row speaks. Missing is 428. */
export const IfMatch = (required = true): ParameterDecorator => (target, key, index) => {
  readVersion(required)(target, key, index);
  const description = 'The version of the row as it was seen, e.g. `"3"`.';
  document(ApiHeader({ name: 'If-Match', required, description, schema: { type: 'string' } }), target, key);
};
const readVersion = createParamDecorator((required: boolean, context: ExecutionContext): number | undefined => {
  const header = request(context).headers['if-match'];
  if (header === undefined) {
    if (!required) return undefined;
    throw versionRequired();
  }
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1];
  if (version === undefined) throw badRequest('bad_if_match', [{ pointer: 'If-Match', code: 'bad_if_match' }]);
  return Number(version);
});

/** What a parameter decorator says of its route. */
function document(decorator: MethodDecorator, target: object, key: string | symbol | undefined): void {
  decorator(target, key!, Object.getOwnPropertyDescriptor(target, key!)!);
}
