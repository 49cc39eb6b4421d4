import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457, in the language of Accept-Language.',
  required: ['type', 'title', 'status', 'detail', 'code', 'instance', 'traceId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', description: 'A key of the message catalogue.' },
    instance: { type: 'string' },
    traceId: { type: 'string' },
    errors: {
      type: 'array',
      description: 'Every bad field.',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
    currentVersion: { type: 'integer', description: 'With 412: the row\'s version now.' },
    allowed: { type: 'array', items: { type: 'string' }, description: 'With 409: the actions that the state allows.' },
  },
};

const REFUSAL = { description: 'A refusal.', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: 'The same key and body replay the first answer.',
  schema: { type: 'string' as const, minLength: 8, maxLength: 100 },
};

/** The API as OpenAPI 3.1, from the routes and DTOs themselves. The committed docs/openapi.json is this. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('产改试点通')
    .setDescription('Case management for the pilot units of the reform of the industrial workforce.')
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'session')
    .addSecurityRequirements('session')
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: (_, method) => method });
  document.components!.schemas!['Problem'] = PROBLEM as never;
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const method of ['get', 'post', 'patch', 'delete'] as const) {
      const operation = operations[method];
      if (operation) complete(operation, method, path);
    }
  }
  const tags = [...new Set(Object.values(document.paths).flatMap((path) => [path.get, path.post, path.patch, path.delete].flatMap((o) => o?.tags ?? [])))];
  document.tags = tags.map((name) => ({ name, description: `Routes of ${name}.` }));
  return document;
}

/** What every operation has alike: an unmistakable id, its refusals, and the key of a retried POST. */
function complete(operation: Operation, method: string, path: string): void {
  const words = path.replace('/api/v1/', '').split(/[^A-Za-z]+/).filter(Boolean);
  operation.operationId = [method, ...words].map((w, i) => (i === 0 ? w : w[0]!.toUpperCase() + w.slice(1))).join('');
  operation.summary ||= `${method.toUpperCase()} ${path.replace('/api/v1', '')}`;
  const isPublic = (operation as { 'x-permission'?: string })['x-permission'] === 'public';
  if (isPublic) operation.security = [];
  if (method === 'post' && !isPublic) operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
  for (const response of Object.values(operation.responses)) {
    if (response && 'description' in response) response.description ||= 'Done.';
  }
  operation.responses['4XX'] = REFUSAL;
  operation.responses['5XX'] = REFUSAL;
}

/** `/api/openapi.json`, and the same to browse at `/api/docs`. */
export async function serveApiDocs(app: NestFastifyApplication): Promise<void> {
  SwaggerModule.setup('api/docs', app, () => describeApi(app), { jsonDocumentUrl: 'api/openapi.json', raw: ['json'] });
}
