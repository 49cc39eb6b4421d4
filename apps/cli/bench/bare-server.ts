import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import pg from 'pg';
import { exportEntries } from './bare-export.js';
import { figures, rates } from './bare-figures.js';
import { reportPage } from './bare-report.js';
import { submitReport } from './bare-submit.js';
import { listAssignments, unitWithAssignments } from './bare-assignments.js';
import { logProgress } from './bare-log.js';
import { matrix } from './bare-matrix.js';
import { overview } from './bare-overview.js';
import { searchUnits } from './bare-units.js';
import { serveParent, type ServerTask } from './child.js';

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Fastify, pg and hand-written SQL: nobody signs in, nobody is refused, nothing is checked, no policy applies. */
async function start({ ownerUrl, poolSize }: ServerTask) {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: poolSize, ...({ pipeline: true } as object) });
  const { rows } = await pool.query(`SELECT row_security_active('assignment') AS active`);
  if (rows[0].active) throw new Error('The bare server must not be under row-level security.');

  const app = Fastify();
  app.get('/assignments', (request) => listAssignments(pool, request.query as Record<string, string>));
  app.get('/pilot-units', (request) => searchUnits(pool, request.query as Record<string, string>));
  app.get('/matrix', (request) => matrix(pool, request.query as Record<string, string>));
  app.get('/overview', () => overview(pool));
  app.get('/pilot-units/:id/assignments', (request) => unitWithAssignments(pool, (request.params as { id: string }).id));
  app.get('/progress-reports/:id', (request) => reportPage(pool, (request.params as { id: string }).id));
  app.post('/progress-reports/:id/submit', (request) => submitReport(pool, (request.params as { id: string }).id, (request.body as { version: number }).version));
  app.get('/rates', (request) => rates(pool, request.query as Record<string, string>));
  app.get('/figures', (request) => figures(pool, request.query as Record<string, string>));
  app.get('/entries/export', (request, reply) => {
    const { period, region } = request.query as { period: string; region?: string | string[] };
    reply.hijack();
    return exportEntries(pool, period, region ? [region].flat() : null, reply.raw);
  });
  app.post('/assignments/:id/progress-updates', async (request, reply) => {
    reply.status(201);
    return logProgress(pool, (request.params as { id: string }).id, request.body as Parameters<typeof logProgress>[2]);
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      await app.close();
      await pool.end();
    },
  };
}

await serveParent(start);
