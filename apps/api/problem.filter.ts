import { Catch, HttpException, Logger, type ArgumentsHost } from '@nestjs/common';
import { badRequest, invalid, message, Problem, type FieldError, type Locale } from '../../libs/kernel/index.js';
import { localeOf } from './locale.js';

interface Reply {
  sent: boolean;
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  type(value: string): Reply;
  send(body: unknown): void;
}
interface Request {
  id: string;
  url: string;
  method: string;
  headers: Record<string, string | undefined>;
}

const log = new Logger('Problem');

/** The one place that answers a refusal: RFC 9457, in the reader's language, with the trace id. */
@Catch()
export class ProblemFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const reply = http.getResponse<Reply>();
    const problem = ofCursor(toProblem(error), request);
    if (problem.status >= 500) log.error({ err: error, traceId: request.id }, problem.code);
    if (problem.status === 503) reply.header('retry-after', '5');
    if (problem.status === 429) reply.header('retry-after', String(problem.options.extra?.['retryAfter'] ?? 60));
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
    const body = render(problem, localeOf(request.headers['accept-language']), request);
    reply.status(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
  }
}

// A cursor somebody made up may hold what its column does not; only the database finds that out.
const ofCursor = (problem: Problem, { method, url }: Request): Problem =>
  problem.code === 'invalid' && !problem.options.errors && method === 'GET' && url.includes('cursor=')
    ? badRequest('bad_cursor', [{ pointer: 'cursor', code: 'bad_cursor' }])
    : problem;

/** @returns the members of RFC 9457, and ours */
export function render(problem: Problem, locale: Locale, request: Pick<Request, 'id' | 'url'>): object {
  const { params, errors, extra } = problem.options;
  return {
    type: `urn:changai:problem:${problem.code}`,
    title: message(problem.code, locale, params),
    status: problem.status,
    detail: errors?.length ? errors.map((e) => told(e, locale)).join(locale === 'zh' ? '；' : '; ') : message(problem.code, locale, params),
    code: problem.code,
    instance: request.url.split('?')[0],
    traceId: request.id,
    errors: errors?.map((e) => ({ pointer: e.pointer, code: e.code, detail: message(e.code, locale, e.params) })),
    ...extra,
  };
}

const told = (error: FieldError, locale: Locale) =>
  `${error.pointer.replace(/^\//, '')}${locale === 'zh' ? '：' : ': '}${message(error.code, locale, error.params)}`.replace(/[。.]$/, '');

interface DatabaseError {
  code?: string;
  constraint?: string;
  driverError?: DatabaseError;
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return fromFramework(error.getStatus());
  const known = error as { code?: string; statusCode?: number } & DatabaseError;
  const { code, constraint } = known.driverError ?? known;
  if (typeof code === 'string') {
    const fromCode = fromDatabase(code, constraint);
    if (fromCode) return fromCode;
  }
  if (typeof known.statusCode === 'number' && known.statusCode < 500) return fromFramework(known.statusCode, code);
  return awayMessage.test((error as Error)?.message ?? '') ? new Problem(503, 'unavailable') : new Problem(500, 'unexpected');
}

function fromFramework(status: number, code = ''): Problem {
  if (status === 413 || code.includes('TOO_LARGE') || code.includes('FILES_LIMIT')) return new Problem(413, 'too_large');
  if (status === 415) return new Problem(415, 'unsupported_media');
  if (status === 404) return new Problem(404, 'not_found');
  if (status === 405) return new Problem(405, 'method_not_allowed');
  if (status === 401) return new Problem(401, 'invalid_credentials');
  if (status === 403) return new Problem(403, 'forbidden');
  return new Problem(status === 422 ? 422 : 400, code.includes('JSON') || code.includes('BODY') ? 'bad_json' : 'bad_request');
}

const awayMessage = /terminat|ECONNREFUSED|Connection (closed|ended)|timeout exceeded when trying to connect|not queryable/i;

// Who may hold what: rules of accounts that the database holds by triggers.
const SEPARATED: Record<string, number> = {
  separated_administrators: 409, last_administrator: 409, organisation_in_use: 409, position_not_in_force: 409, organisation_closed: 409,
  role_fits_organisation: 422, role_limits: 422,
};

// https://www.postgresql.org/docs/current/errcodes-appendix.html
function fromDatabase(code: string, constraint: string | undefined): Problem | undefined {
  if (code === '23505') return new Problem(409, 'duplicate', { params: { rule: constraint } });
  if (code === '23503') return new Problem(409, 'still_referenced', { params: { rule: constraint } });
  if (code === '23514' && constraint === 'visit_member_avoidance') return new Problem(422, 'visit_member_avoidance');
  if (code === '23514' && ['pilot_unit_tree', 'pilot_unit_not_itself'].includes(constraint ?? '')) return invalid([{ pointer: '/parentId', code: 'unit_above_itself' }]);
  if (code === '28000') return new Problem(401, 'invalid_credentials');
  if (code === '23514' && constraint && constraint in SEPARATED) return new Problem(SEPARATED[constraint]!, constraint);
  if (code === '23514' && constraint === 'workflow_transition') return new Problem(409, 'wrong_state');
  if (code === '23514') return new Problem(422, 'rule_broken', { params: { rule: constraint } });
  if (code === '42501' || code === '25006') return new Problem(403, 'out_of_sight');
  if (['22001', '22003', '22007', '22008', '22021', '22P02', '22P05'].includes(code)) return new Problem(422, 'invalid');
  if (['57P01', '57P02', '57P03', '53300', '08000', '08003', '08006', '08001'].includes(code)) return new Problem(503, 'unavailable');
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT'].includes(code)) return new Problem(503, 'unavailable');
  if (code === '40001' || code === '40P01') return new Problem(503, 'unavailable');
  return undefined;
}
