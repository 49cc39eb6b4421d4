import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import type { TestApp } from '../../test/app.js';
import { Sealer } from '../kernel/index.js';
import { Courier } from './courier.js';
import { courierSettings } from './courier-settings.js';

/** A mail as it came in. */
export interface Received {
  to: string;
  id: string;
  text: string;
}

/** A real SMTP server on this machine. What it refuses is up to `answer`. */
export async function startMailServer(port = 0, answer: (to: string) => number = () => 250) {
  const mails: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const code = answer(address);
      done(code === 250 ? undefined : Object.assign(new Error('refused'), { responseCode: code }));
    },
    onData(stream, session, done) {
      let raw = '';
      stream.on('data', (part: Buffer) => (raw += part.toString('latin1')));
      stream.on('end', () => {
        const id = /^X-Delivery-Id: (\S+)/im.exec(raw)![1]!;
        mails.push({ to: session.envelope.rcptTo[0]!.address, id, text: readable(raw) });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const { port: taken } = (server.server.address() as AddressInfo);
  return { mails, port: taken, url: `smtp://127.0.0.1:${taken}`, stop: () => new Promise<void>((done) => void server.close(() => done())) };
}

/** Subject and body of a mail of one part. */
function readable(raw: string): string {
  const [head, ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const encoding = /^Content-Transfer-Encoding: (\S+)/im.exec(head!)?.[1]?.toLowerCase();
  const subject = (/^Subject: ((?:.|\r\n[ \t])*)/im.exec(head!)?.[1] ?? '').replace(/\?=\s+=\?/g, '?==?').replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
    how.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString() : quoted(text.replace(/_/g, ' ')));
  const text = encoding === 'base64' ? Buffer.from(body, 'base64').toString() : encoding === 'quoted-printable' ? quoted(body) : Buffer.from(body, 'latin1').toString();
  return `${subject}\n${text}`;
}

const quoted = (text: string): string =>
  Buffer.from(text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString();

export interface Posted {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A receiver of webhooks, or a robot, on this machine; `answer` says status and body, after `delayMs`. */
export async function startReceiver(answer: (posted: Posted) => [status: number, body?: unknown, headers?: Record<string, string>] = () => [200], delayMs = 0) {
  const posts: Posted[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const posted = { path: request.url!, headers: request.headers, body };
      posts.push(posted);
      const [status, said = {}, headers = {}] = answer(posted);
      setTimeout(() => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(said)), delayMs);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    posts, url: `http://127.0.0.1:${port}`,
    stop: () => new Promise<void>((done) => {
      server.closeAllConnections();
      server.close(() => done());
    }),
  };
}

/** A worker's couriers on the application under test, whose clock the spec sets. */
export function courierRig(app: () => TestApp) {
  const couriers: Courier[] = [];
  const newCourier = async (): Promise<Courier> => {
    const { db, clock, dataDir } = app();
    const courier = new Courier(db, clock, new Sealer({ dataDir }), await courierSettings(db));
    couriers.push(courier);
    return courier;
  };
  return {
    newCourier,
    /** The province's time. */
    setTime: (local: string) => Object.assign(app().clock, { now: () => new Date(`${local}:00+08:00`) }),
    pass(seconds: number) {
      const then = app().clock.now().getTime() + seconds * 1000;
      Object.assign(app().clock, { now: () => new Date(then) });
    },
    /** What a worker does with what is due now, until nothing is. */
    async work(courier?: Courier): Promise<void> {
      const by = courier ?? (await newCourier());
      for (let ids = await by.due(); ids.length > 0; ids = await by.due()) for (const id of ids) await by.deliver(id);
    },
    async asOwner<T>(sql: string, values: unknown[] = []): Promise<T[]> {
      const owner = new pg.Client({ connectionString: app().ownerUrl });
      await owner.connect();
      return owner.query(sql, values).then(({ rows }) => rows as T[]).finally(() => owner.end());
    },
    closeCouriers() {
      for (const courier of couriers) courier.close();
    },
  };
}
