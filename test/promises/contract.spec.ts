import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { hasMessage } from '../../libs/kernel/index.js';
import { requestFor, STRAY, type Asked, type Known, type Operation, type Parameter } from './requests.js';
import { openScene, type Scene } from './scene.js';
import { everything } from './sight.js';

const SEED = 20260610;
const PER_OPERATION_AND_ROLE = 4;
const ROLES = ['office.director', 'office.staff', 'city.staff', 'hrss.leader', 'hrss.liaison', 'unit.near.liaison', 'inspector.lead', 'audit.admin', 'nobody'];
/** It ends the session that the others need. */
const NOT_GENERATED = ['POST /api/v1/auth/logout'];

interface Described {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Record<string, unknown> }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, object> };
};
/** It has no end to wait for. */
const isStream = ({ responses }: Described) => 'text/event-stream' in (responses['200']?.content ?? {});
const operations: Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).filter(([, described]) => !isStream(described)).map(([method, described]) => {
    const [body] = Object.entries(described.requestBody?.content ?? {});
    return {
      method: method.toUpperCase() as Operation['method'],
      path,
      parameters: described.parameters ?? [],
      ...(body && { body: { type: body[0], schema: body[1].schema } }),
    };
  }),
);

let scene: Scene;
let ajv: Ajv2020;
const checks = new Map<string, ValidateFunction>();
beforeAll(async () => {
  scene = await openScene();
  ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
  ajv.addSchema(document, 'api');
});
afterAll(() => scene.test.close());

const HAN = /\p{Script=Han}/u;
const statuses = new Map<number, number>();

/** @returns what is wrong with the answer to a request; undefined when it keeps the contract */
async function broken(asked: Asked, who: string, operation?: Operation): Promise<string | undefined> {
  const token = scene.people.get(who)?.client.token;
  const answer = await scene.test.app.inject({
    ...asked,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...asked.headers },
  });
  statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
  const type = String(answer.headers['content-type'] ?? '');
  const complaint = judge(answer.statusCode, type, answer.payload, asked, operation);
  return complaint && `${who} ${asked.method} ${asked.url.slice(0, 200)} → ${answer.statusCode} ${complaint}\n   sent ${JSON.stringify(asked.headers)} ${asked.payload?.toString().slice(0, 300) ?? ''}\n   got ${answer.payload.slice(0, 400)}`;
}

function judge(status: number, type: string, payload: string, asked: Asked, operation: Operation | undefined): string | undefined {
  if (status >= 500) return 'is a failure of the server';
  if (status < 300) return operation && ofItsSchema(status, type, payload, operation);
  if (!type.startsWith('application/problem+json')) return `is ${type || 'of no type'} and no problem+json`;
  const problem = JSON.parse(payload) as Record<string, unknown>;
  const members = ['type', 'title', 'detail', 'code', 'instance', 'traceId'].filter((member) => typeof problem[member] !== 'string' || problem[member] === '');
  if (members.length > 0) return `lacks ${members.join(', ')}`;
  if (problem['status'] !== status) return 'says another status';
  const errors = (problem['errors'] ?? []) as { pointer?: unknown; code: string; detail: string }[];
  for (const code of [String(problem['code']), ...errors.map((e) => e.code)]) if (!hasMessage(code)) return `has the code ${code}, which the catalogue lacks`;
  if (errors.some((e) => typeof e.pointer !== 'string' || !e.detail)) return 'names an error without a place or a text';
  const english = /^\s*en\b/i.test(asked.headers['accept-language'] ?? '');
  if (english === HAN.test(String(problem['title']))) return english ? 'is not in English' : 'is not in Chinese';
  if (!english && errors.some((e) => !HAN.test(e.detail))) return 'names an error that is not in Chinese';
  if (status === 422 && problem['code'] === 'invalid' && errors.length === 0) return 'refuses fields and names none';
  return undefined;
}

function ofItsSchema(status: number, type: string, payload: string, { method, path }: Operation): string | undefined {
  const described = document.paths[path]![method.toLowerCase()]!.responses[String(status)];
  if (!described) return 'is not described';
  const json = described.content?.['application/json'];
  if (!json) return undefined;
  if (!type.includes('application/json')) return `is ${type} and not JSON`;
  const pointer = ['paths', path, method.toLowerCase(), 'responses', String(status), 'content', 'application/json', 'schema'];
  const $ref = `api#/${pointer.map((part) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'))).join('/')}`;
  const check = checks.get($ref) ?? ajv.compile({ $ref });
  checks.set($ref, check);
  return check(JSON.parse(payload)) ? undefined : `is not of its schema: ${ajv.errorsText(check.errors)}`;
}

async function known(): Promise<Known> {
  const rows = await everything(scene.test.ownerUrl);
  const tables = [rows.pilot_unit, rows.pilot_case, rows.assignment, rows.visit, rows.finding, rows.attachment, rows.ledger_import, rows.notification, rows.position, rows.inspection, rows.reporting_period];
  const about: Record<string, { id: string }[]> = {
    imports: rows.ledger_import, 'pilot-units': rows.pilot_unit, 'pilot-cases': rows.pilot_case, assignments: rows.assignment, visits: rows.visit,
    attachments: rows.attachment, notifications: rows.notification, 'reporting-periods': rows.reporting_period, entries: rows.report_entry,
    'progress-reports': rows.progress_report, evaluations: rows.evaluation,
  };
  const idOf = (list: { id: string }[]) => list.slice(0, 8).map(({ id }) => id);
  const words = ['130900', 'B1', 'C03', 'HRSS', '沧州', 'cz', '2026-06-15', '两个字', 'open', 'true', 'all'];
  const days = ['2026-06-15', '2026-07-20', '2026-06-14', '2026-06-10', '2026-06-01', '2030-01-01'];
  return {
    ids: tables.flatMap(idOf),
    some: tables.flatMap((list) => idOf(list).slice(0, 1)),
    words,
    of: (path) => idOf(Object.entries(about).find(([name, list]) => path.includes(`/${name}/`) && list.length > 0)?.[1] ?? rows.pilot_unit),
    fields: {
      dueOn: days, occurredOn: days, dueBefore: days, from: days, to: days, regionCode: ['130900', '130200', '000000'], region: ['130900', '130200'],
      uscc: ['91350100M000100Y43', '911101066976941872', '91110108551385082Q', '91310115MA1H8R7C6D'], taskCodes: ['C03', 'C08', 'A03', 'B01'], pilotCaseIds: idOf(rows.pilot_case),
      action: ['sign', 'feedback', 'issue', 'complete', 'return', 'cancel', 'file', 'feed_back', 'suspend', 'fly'], positionId: idOf(rows.position),
      period: ['open', ...idOf(rows.reporting_period)], mode: ['validOnly', 'all'], q: ['沧州', 'cz', 'tangshan', '%', '_'], cursor: ['e30'], unread: ['true', 'false'], mine: ['true', 'false'],
      limit: [1, 2, 3, 200], attachmentIds: idOf(rows.attachment), username: ['nobody', 'somebody.else'],
    },
  };
}

it('answers what it promises to 1,700 generated requests, valid and spoilt, of nine roles', async () => {
  const rows = await known();
  const complaints: string[] = [];
  let sent = 0;
  for (const [n, operation] of operations.filter(({ method, path }) => !NOT_GENERATED.includes(`${method} ${path}`)).entries()) {
    const generated = fc.sample(requestFor(operation, document.components.schemas, rows), { seed: SEED + n, numRuns: PER_OPERATION_AND_ROLE * ROLES.length });
    for (const [i, asked] of generated.entries()) {
      const complaint = await broken(asked, ROLES[i % ROLES.length]!, operation);
      if (complaint) complaints.push(complaint);
      sent += 1;
    }
  }
  expect(complaints.slice(0, 12).join('\n\n')).toBe('');
  expect(sent).toBeGreaterThan(1500);
}, 60_000);

it('has met every kind of answer on the way', () => {
  const met = [...statuses.keys()].sort();
  expect(met).toEqual(expect.arrayContaining([200, 201, 202, 400, 401, 403, 404, 409, 412, 415, 422, 428]));
  expect(statuses.get(200)).toBeGreaterThan(300);
});

it('answers a problem to what names no route, has no sense or is too large', async () => {
  const complaints: string[] = [];
  for (const asked of STRAY) {
    for (const who of ['office.staff', 'nobody']) {
      const complaint = await broken(asked, who);
      if (complaint) complaints.push(complaint);
    }
  }
  expect(complaints.join('\n\n')).toBe('');
});

it('gives pages of the size asked for, one size after another, which together are the whole list', async () => {
  const lists = operations.filter(({ method, path, parameters }) => method === 'GET' && !path.includes('{') && parameters.some(({ name }) => name === 'cursor'));
  expect(lists.length).toBeGreaterThan(8);
  const wrong: string[] = [];
  for (const { path } of lists) {
    for (const who of ['office.director', 'sys.admin', 'inspector.lead', 'unit.near.liaison']) {
      const { client } = scene.people.get(who)!;
      const page = (query: string) => client.get(`${path.replace('/api/v1', '')}?${query}`);
      const whole = await page('limit=200');
      if (whole.status !== 200) continue;
      const keyOf = (row: { id: string }) => String(row.id);
      const { items, total } = whole.body;
      for (const limit of [3, 1, 200, 7]) {
        const some = (await page(`limit=${limit}`)).body;
        if (JSON.stringify(some.items.map(keyOf)) !== JSON.stringify(items.slice(0, limit).map(keyOf)) && path !== '/api/v1/audit-entries') wrong.push(`${who} ${path}?limit=${limit}: another start`);
        if (some.items.length !== Math.min(limit, total) || (some.nextCursor === null) !== total <= limit) wrong.push(`${who} ${path}?limit=${limit}: ${some.items.length} of ${total}, next ${some.nextCursor}`);
      }
      if (total > 200) continue;
      const walked: string[] = [];
      for (let cursor: string | null = ''; cursor !== null && walked.length <= total; ) {
        const { body }: { body: { items: { id: string }[]; nextCursor: string | null } } = await page(`limit=4${cursor && `&cursor=${cursor}`}`);
        walked.push(...body.items.map(keyOf));
        cursor = body.nextCursor;
      }
      if (JSON.stringify(walked) !== JSON.stringify(items.map(keyOf))) wrong.push(`${who} ${path}: the pages of four are not the list`);
    }
  }
  expect(wrong).toEqual([]);
});

it('describes in full what each route of rows answers: valid requests of those who may', async () => {
  const complaints: string[] = [];
  const rows = await known();
  for (const operation of operations.filter(({ method }) => method === 'GET')) {
    for (const who of ['office.director', 'city.staff', 'unit.near.liaison', 'inspector.lead', 'hrss.liaison', 'audit.admin', 'sys.admin']) {
      // its own rows, of every state, and one of each other table
      for (const id of operation.path.includes('{') ? [...new Set([...rows.of(operation.path), ...rows.some, 'assignment'])] : ['']) {
        const complaint = await broken({ method: 'GET', url: operation.path.replace(/\{\w+\}/, id), headers: {} }, who, operation);
        if (complaint) complaints.push(complaint);
      }
    }
  }
  expect(complaints.slice(0, 12).join('\n\n')).toBe('');
}, 60_000);
