import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

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
