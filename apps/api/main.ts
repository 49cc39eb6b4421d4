import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { appUrlFor } from '../cli/app-login.js';
import { serveApiDocs } from './openapi.js';
import { createApplication, serveConsole } from './application.js';
import { createDataSource } from './data-source.js';
import { startSchedules } from '../worker/schedules.js';

export interface StartOptions {
  port: number;
  /** Loopback unless told otherwise: a container says 0.0.0.0. */
  host?: string;
  /** The owner's connection; the application itself connects as a login that owns nothing. */
  ownerUrl: string;
  dataDir: string;
  demo: boolean;
  /** Whether this process also does the worker's work. */
  schedules?: boolean;
}

/** Starts the API and the console. @returns its address, the application, and how to close it in order */
export async function startApi(options: StartOptions): Promise<{ url: string; app: NestFastifyApplication; close(): Promise<void> }> {
  const sessionHours = Number(process.env['SESSION_HOURS'] ?? 12);
  const dataSource = await createDataSource(appUrlFor(options.ownerUrl), Number(process.env['DB_POOL'] ?? 10)).initialize();
  const app = await createApplication({ dataDir: options.dataDir, demo: options.demo, sessionHours }, dataSource);
  await serveApiDocs(app);
  await serveConsole(app);
  await app.listen(options.port, options.host ?? '127.0.0.1');
  const stopSchedules = options.schedules === false ? async () => undefined : startSchedules(dataSource, options.dataDir);
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    app,
    async close() {
      await app.close();
      await stopSchedules();
      await dataSource.destroy();
    },
  };
}
