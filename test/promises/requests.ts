import fc from 'fast-check';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a JSON schema
type Schema = Record<string, any>;
export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}
export interface Operation {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  parameters: Parameter[];
  body?: { type: string; schema: Schema };
}
export interface Asked {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  payload?: Buffer | undefined;
}
export interface Known {
  /** Ids of rows that are there, of any table. */
  ids: string[];
  /** One of each table. */
  some: string[];
  words: string[];
  /** Ids of what a path is about. */
  of(path: string): string[];
  /** What a field of this name usually holds. */
  fields: Record<string, unknown[]>;
}

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** The values that break programs. */
const NASTY: unknown[] = [
  null, '', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '\u202e', '%', '_', '\\', "'; DROP TABLE assignment; --", '沧州', 'ﷺ'.repeat(50), '../../etc/passwd', '1e999', 'NaN',
  'undefined', '2026-02-30', '9999-12-31', '0000-00-00', '+275760-09-13', '2026-06-15T00:00:00Z', 'infinity', -1, 0, 1.5, 1e21, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, true, false, [], [[]], [null], {}, { a: 1 },
  { $ne: null }, ['a', 'a'], '00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', '0197a0b0-0000-7000-8000-00000000000', '{0197a0b0-0000-7000-8000-000000000000}', 'true',
];
const HUGE = ['长'.repeat(350_000), 'x'.repeat(1_000_000)];
const BROKEN_JSON = ['', '{', '[1,', 'null', '"text"', '7', '[]', 'NaN', '{"a":1}}', "{'a':1}", '\u0000', '{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"x":1}}}', `${'['.repeat(20_000)}${']'.repeat(20_000)}`];
const TYPES = ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/octet-stream', 'x', ''];

/** JSON that also says what `JSON.stringify` would not: lone surrogates stay escapes, `__proto__` is a key of its own. */
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const nasty = fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...NASTY) }, { weight: 1, arbitrary: fc.constantFrom(...HUGE) });

/** What a schema allows: mostly of rows that are there, so that the request gets past the first check. */
function allowed(schema: Schema, schemas: Record<string, Schema>, known: Known): fc.Arbitrary<unknown> {
  const name = (schema['$ref'] ?? schema['allOf']?.[0]?.$ref) as string | undefined;
  if (name) return allowed(schemas[name.split('/').at(-1)!]!, schemas, known);
  if (schema['enum']) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const type = [schema['type']].flat()[0] as string | undefined;
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer' || type === 'number') return fc.integer({ min: schema['minimum'] ?? 0, max: schema['maximum'] ?? 1000 });
  if (type === 'array') return fc.array(allowed(schema['items'] ?? {}, schemas, known), { minLength: schema['minItems'] ?? 0, maxLength: 4 });
  if (type === 'object') return object(schema, schemas, known);
  if (schema['format'] === 'uuid') return fc.oneof(fc.constantFrom(...known.ids), fc.uuid());
  const word = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known.words) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: schema['minLength'] ?? 0, maxLength: Math.max(40, schema['minLength'] ?? 0) }) });
  return schema['pattern'] ? fc.constantFrom('open', ...known.ids) : word;
}

function object(schema: Schema, schemas: Record<string, Schema>, known: Known): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  const required = (schema['required'] ?? []) as string[];
  return fc.record(Object.fromEntries(properties.map(([key, value]) => [key, field(key, value, schemas, known)])), { requiredKeys: required });
}

function field(name: string, schema: Schema, schemas: Record<string, Schema>, known: Known): fc.Arbitrary<unknown> {
  const usual = known.fields[name];
  const any = allowed(schema, schemas, known);
  if (!usual) return any;
  const one = fc.constantFrom(...usual);
  const fits = schema['type'] === 'array' ? fc.uniqueArray(one, { minLength: 1, maxLength: 3 }) : one;
  return fc.oneof({ weight: 6, arbitrary: fits }, { weight: 1, arbitrary: any });
}

/** One field of a valid body becomes something else, or goes, or a stranger comes. */
const spoilt = (body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(body, nasty, fc.nat(), fc.constantFrom('set', 'set', 'set', 'wrap', 'drop', 'add', 'all')).map(([valid, value, n, how]) => {
    const fields = { ...(valid as Record<string, unknown>) };
    const keys = Object.keys(fields);
    const key = keys[n % Math.max(1, keys.length)] ?? 'action';
    if (how === 'set') fields[key] = value;
    if (how === 'wrap') fields[key] = n % 2 ? [fields[key], fields[key]] : { value: fields[key] };
    if (how === 'drop') delete fields[key];
    if (how === 'add') Object.defineProperty(fields, ['__proto__', 'constructor', 'toString', 'id', 'regionId', 'version', ''][n % 7]!, { value, enumerable: true });
    if (how === 'all') return value;
    return fields;
  });

const text = (value: unknown) => (typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value));

/** A request for `operation`: as described, or with something wrong. */
export const requestFor = (operation: Operation, schemas: Record<string, Schema>, known: Known): fc.Arbitrary<Asked> =>
  fc.oneof(describedRequest(operation, schemas, known), spoiltRequest(operation, schemas, known));

function describedRequest(operation: Operation, schemas: Record<string, Schema>, known: Known): fc.Arbitrary<Asked> {
  const filters = operation.parameters.filter((p) => p.in === 'query' && p.name !== 'cursor');
  const query: fc.Arbitrary<[string, unknown][]> = filters.length === 0 ? fc.constant([]) : fc.array(fc.oneof(...filters.map((p) => fc.tuple(fc.constant(p.name), field(p.name, itemOf(p.schema ?? {}), schemas, known)))), { maxLength: 2 });
  const headers = fc.record({ 'if-match': fc.constantFrom('"1"', '"2"', '"3"'), 'accept-language': fc.constantFrom('en', 'zh-CN') }, { requiredKeys: [] });
  const { type, schema } = operation.body ?? { type: '', schema: undefined };
  const body = type === 'application/json' ? allowed(schema!, schemas, known).map((b) => ({ type, payload: json(b) })) : fc.constant(type ? multipart('file', 'a.png', PIXEL) : { type: '', payload: undefined });
  return asRequest(operation, fc.constantFrom(...known.of(operation.path)), query, headers, body);
}

function spoiltRequest(operation: Operation, schemas: Record<string, Schema>, known: Known): fc.Arbitrary<Asked> {
  const id = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...known.of(operation.path)) }, { weight: 1, arbitrary: fc.constantFrom(...known.ids) }, { weight: 1, arbitrary: fc.uuid() }, { weight: 2, arbitrary: nasty });
  const query = fc.array(
    fc.oneof(
      ...operation.parameters
        .filter((p) => p.in === 'query')
        .flatMap((p) => [
          fc.tuple(fc.constant(p.name), field(p.name, itemOf(p.schema ?? {}), schemas, known)),
          fc.tuple(fc.constant(p.name), nasty.filter((value) => !HUGE.includes(value as string))),
        ]),
      fc.constantFrom<[string, unknown]>(['cursor', 'WyJpZCIsMV0'], ['cursor', 'e30'], ['limit', '0'], ['limit', '201'], ['nosuch', '1'], ['__proto__', '1'], ['access_token', 'a'], ['region[a]', 'b'], ['q', '%00']),
    ),
    { maxLength: 3 },
  );
  const headers = fc.record(
    {
      'if-match': fc.constantFrom('"1"', '"2"', '"3"', '"4"', '1', 'W/"1"', '*', '', '"x"', '"99999999999"', '"-1"'),
      'idempotency-key': fc.constantFrom('key-0000001', 'key-0000002', 'short', 'with space inside', 'ü'.repeat(20), 'k'.repeat(101)),
      'accept-language': fc.constantFrom('en', 'zh-CN', 'en-US,en;q=0.9', 'fr'),
      'x-request-id': fc.constantFrom('trace-12345678', 'a', '"><script>', 'x'.repeat(100)),
    },
    { requiredKeys: [] },
  );
  const schema = operation.body?.schema;
  const valid = schema ? allowed(schema, schemas, known) : fc.constant(undefined);
  const body: fc.Arbitrary<Sent> = !operation.body
    ? fc.constant({ type: '', payload: undefined })
    : operation.body.type === 'application/json'
      ? fc.oneof(
          { weight: 8, arbitrary: valid.map((b) => ({ type: 'application/json', payload: json(b) })) },
          { weight: 8, arbitrary: spoilt(valid).map((b) => ({ type: 'application/json', payload: json(b) })) },
          { weight: 1, arbitrary: fc.constantFrom(...BROKEN_JSON).map((b) => ({ type: 'application/json', payload: Buffer.from(b) })) },
          { weight: 1, arbitrary: fc.tuple(valid, fc.constantFrom(...TYPES)).map(([b, type]) => ({ type, payload: json(b) })) },
        )
      : fc.oneof(
          fc.tuple(fc.constantFrom('a.png', 'a.xlsx', '', '../a', 'a\u0000.png', '长'.repeat(300)), fc.uint8Array({ maxLength: 200 }), fc.constantFrom('file', 'other', '__proto__')).map(([name, bytes, field]) => multipart(field, name, Buffer.from(bytes))),
          fc.constantFrom(...TYPES, 'multipart/form-data; boundary=edge').map((type) => ({ type, payload: Buffer.from('--edge\r\nnot a part') })),
        );
  return asRequest(operation, id, query, headers, body);
}

type Sent = { type: string; payload: Buffer | undefined };
function asRequest(operation: Operation, id: fc.Arbitrary<unknown>, query: fc.Arbitrary<[string, unknown][]>, headers: fc.Arbitrary<object>, body: fc.Arbitrary<Sent>): fc.Arbitrary<Asked> {
  return fc.record({ id, query, headers, body }).map(({ id: row, query: asked, headers: sent, body: { type, payload } }) => {
    const search = asked.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(text(value))}`).join('&');
    const path = operation.path.replace(/\{\w+\}/, () => encodeURIComponent(text(row)).slice(0, 400) || '%20');
    return {
      method: operation.method,
      url: search ? `${path}?${search}` : path,
      headers: { ...(sent as Record<string, string>), ...(payload && { 'content-type': type }) },
      payload,
    };
  });
}

const itemOf = (schema: Schema): Schema => (schema['type'] === 'array' ? (schema['items'] as Schema) : schema);

function multipart(field: string, name: string, bytes: Buffer) {
  const head = `--edge\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n`;
  return { type: 'multipart/form-data; boundary=edge', payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--edge--\r\n')]) };
}

/** Requests that name no operation at all, or are no request. */
export const STRAY: Asked[] = [
  ...['/api/v1/nowhere', '/api/v1/', '/api/v1/pilot-units/x/y/z', '/nowhere.php', '/api/v1/assignments/%ZZ', '/%', '/api/v1/visits/%C0%AF', `/api/v1/${'a'.repeat(5000)}`, '//api/v1/me', '/api/v1/__proto__'].map((url) => ({ method: 'GET' as const, url, headers: {} })),
  ...(['PUT', 'DELETE', 'PATCH'] as const).map((method) => ({ method, url: '/api/v1/assignments', headers: {} })),
  { method: 'POST', url: '/api/v1/assignments', headers: { 'content-type': 'application/json' }, payload: Buffer.from(`{"taskCodes":["${'x'.repeat(3 * 1024 * 1024)}"]}`) },
  { method: 'POST', url: '/api/v1/assignments', headers: { 'content-type': 'application/json', 'content-length': '5' }, payload: Buffer.from('{"a":1}') },
  { method: 'POST', url: '/api/v1/auth/login', headers: { 'content-type': 'application/json' }, payload: Buffer.from('{"username":{},"password":[]}') },
  { method: 'POST', url: '/api/v1/auth/login', headers: { 'content-type': 'application/json' }, payload: Buffer.from('{"username":"a\\u0000","password":"b\\u0000"}') },
  { method: 'POST', url: '/api/v1/auth/login', headers: { 'content-type': 'application/json' }, payload: Buffer.from('{"username":"\\ud800","password":"\\ud800"}') },
  { method: 'POST', url: '/api/v1/auth/login?username=a&username=b&password=c', headers: {} },
  { method: 'GET', url: '/api/v1/me?access_token=a&access_token=b', headers: {} },
  { method: 'GET', url: '/api/v1/me?access_token[]=a', headers: {} },
  { method: 'POST', url: '/api/v1/assignments', headers: { 'content-type': 'application/json' }, payload: Buffer.from('{"access_token":{"a":1}}') },
  { method: 'POST', url: '/api/v1/assignments', headers: { 'content-type': 'application/json' }, payload: Buffer.from('{"access_token":7}') },
  ...['Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', 'bearer \u00ff', 'Bearer '.padEnd(6000, 'x')].map((authorization) => ({ method: 'GET' as const, url: '/api/v1/me', headers: { authorization } })),
  ...['cg_session=', 'cg_session=%ZZ', 'cg_session=a; cg_session=b', '=;=;='].map((cookie) => ({ method: 'GET' as const, url: '/api/v1/me', headers: { cookie } })),
];
