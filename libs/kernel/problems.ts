/** One thing wrong with a request: where (JSON pointer or parameter), what, and the catalogue's parameters. */
export interface FieldError {
  pointer: string;
  code: string;
  params?: Record<string, unknown>;
}

/**
 * Any refusal of the product. The filter in apps/api turns it into RFC 9457 in the reader's language: `code` is a key
 * of the message catalogue, `params` fill it, `extra` are further members of the answer.
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly options: { params?: Record<string, unknown>; errors?: FieldError[]; extra?: Record<string, unknown> } = {},
  ) {
    super(code);
  }
}

/** Does not exist, or is not the actor's to see: the two are told alike. */
export const notFound = () => new Problem(404, 'not_found');
export const unauthenticated = (code = 'unauthenticated') => new Problem(401, code);
/** Seen, but not this actor's to do. */
export const forbidden = (code = 'forbidden', params?: Record<string, unknown>) => new Problem(403, code, { params });
/** The request cannot be read. */
export const badRequest = (code: string, errors?: FieldError[]) => new Problem(400, code, { errors });
/** The request is read and its fields are wrong: every one of them is named. */
export const invalid = (errors: FieldError[], extra?: Record<string, unknown>) =>
  new Problem(422, 'invalid', { errors, extra });
export const conflict = (code: string, options: { params?: Record<string, unknown>; extra?: Record<string, unknown> } = {}) =>
  new Problem(409, code, options);
export const versionRequired = () => new Problem(428, 'version_required');
export const stale = (currentVersion: number) => new Problem(412, 'stale', { extra: { currentVersion } });
