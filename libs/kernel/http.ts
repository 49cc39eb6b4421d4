import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Actor } from './actor.js';
import { isId } from './ids.js';
import { badRequest, notFound, versionRequired } from './problems.js';

export const ALLOW = 'access:allow';
export const PUBLIC = 'access:public';

/** The permission a route asks for. A route that names neither this nor {@link Public} is refused. */
export const Allow = (permission: string) => SetMetadata(ALLOW, permission);
/** Open to whoever asks: sign-in, health. */
export const Public = () => SetMetadata(PUBLIC, true);
/** Any signed-in position, whatever its role: one's own session, the vocabularies. */
export const ANYONE = 'anyone';

const request = (context: ExecutionContext) =>
  context.switchToHttp().getRequest<{ user: Actor; headers: Record<string, string | undefined>; params: Record<string, string> }>();

/** The actor that the access guard found. */
export const Acting = createParamDecorator((_: unknown, context: ExecutionContext): Actor => request(context).user);

/** The row's id from the path. What is not an id names no row. */
export const RowId = createParamDecorator((name: string | undefined, context: ExecutionContext): string => {
  const id = request(context).params[name ?? 'id'];
  if (!isId(id)) throw notFound();
  return id;
});

/** The version of `If-Match`, of which every change of an existing row speaks. Missing is 428. */
export const IfMatch = createParamDecorator((required: boolean | undefined, context: ExecutionContext): number | undefined => {
  const header = request(context).headers['if-match'];
  if (header === undefined) {
    if (required === false) return undefined;
    throw versionRequired();
  }
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1];
  if (version === undefined) throw badRequest('bad_if_match', [{ pointer: 'If-Match', code: 'bad_if_match' }]);
  return Number(version);
});
