import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { Problem, type Environment } from '../../libs/kernel/index.js';
import { PROJECT_ROOT } from '../cli/project-root.js';
import { AppModule } from './app.module.js';
import { MAX_UPLOAD_BYTES } from '../../libs/files/index.js';
import { localeOf } from './locale.js';
import { JsonLog } from './logging.js';
import { render } from './problem.filter.js';

const TRACE_ID = /^[\w-]{8,64}$/;

// The console is our own origin and nothing else: no foreign script, frame, font or form target.
const SECURITY_HEADERS: Record<string, string> = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'self'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'geolocation=(), microphone=(), camera=(self)',
  'cross-origin-opener-policy': 'same-origin',
};

/** Builds the application over an open pool; does not listen. Tests use it as it is. */
export async function createApplication(environment: Environment, dataSource: DataSource): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: process.env['TRUST_PROXY'] === 'true',
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && TRACE_ID.test(given) ? given : randomUUID();
    },
    // An unknown array parameter stays an array; a path's id is checked where it is used.
    routerOptions: { ignoreTrailingSlash: true },
    // An address that cannot be decoded never reaches a route, nor the filter.
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const problem = new Problem(400, 'bad_request');
      const body = render(problem, localeOf(request.headers['accept-language']), { id: String(request.id), url: request.url });
      void reply.status(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.for(environment, dataSource), adapter, {
    logger: new JsonLog(),
    forceCloseConnections: true,
  });
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready', 'metrics'] });
  await app.register(cookie);
  await app.register(multipart, { limits: { files: 1, fileSize: MAX_UPLOAD_BYTES, fields: 10, parts: 12 } });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    reply.header('x-trace-id', request.id);
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
  return app;
}

const WEB = join(PROJECT_ROOT, 'dist/web');

/** Serves the built console beside the API; unknown paths that name no file are its routes. */
export async function serveConsole(app: NestFastifyApplication): Promise<void> {
  if (!existsSync(join(WEB, 'index.html'))) return;
  const fastify = app.getHttpAdapter().getInstance();
  // Only the console is compressed on the fly; the API's answers are small, and time is better spent on the next.
  await fastify.register(async (site) => {
    await site.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
    await site.register(fastifyStatic, { root: WEB, wildcard: false, maxAge: '1y', immutable: true });
    site.get('/*', (request, reply) => {
      const isPage = !request.url.startsWith('/api/') && !/\.\w+($|\?)/.test(request.url);
      if (!isPage) return reply.callNotFound();
      return reply.sendFile('index.html', { maxAge: 0, immutable: false });
    });
  });
}
