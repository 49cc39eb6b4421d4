import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  body: Buffer;
}

/** One request, ready to be sent. */
export function message(url: URL, method: string, path: string, headers: Record<string, string> = {}, body = ''): Buffer {
  const all = { host: url.host, ...(body ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) } : {}), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

/**
 * A kept-alive HTTP/1.1 connection, one request at a time. Node's own client costs about as much as the servers under
 * measurement, on the same two cores: what it adds to both sides would hide their difference.
 */
export class Connection {
  private chunks: Buffer[] = [];
  private received = 0;
  private expected = Infinity;
  private waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;
  private status = 0;
  private bodyFrom = 0;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.read(chunk));
    socket.on('error', (error) => this.waiting?.reject(error));
    socket.on('close', () => this.waiting?.reject(new Error('The server closed a connection under load.')));
  }

  static async open(url: URL): Promise<Connection> {
    const socket = connect(Number(url.port), url.hostname);
    await once(socket, 'connect');
    return new Connection(socket);
  }

  send(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.received += chunk.length;
    if (this.expected === Infinity && !this.readHead()) return;
    if (this.received < this.expected) return;
    const whole = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    const answer = { status: this.status, body: whole.subarray(this.bodyFrom) };
    const { resolve } = this.waiting!;
    this.chunks = [];
    this.received = 0;
    this.expected = Infinity;
    resolve(answer);
  }

  private readHead(): boolean {
    const sofar = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    const end = sofar.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const head = sofar.toString('latin1', 0, end);
    const length = /content-length: (\d+)/i.exec(head);
    if (!length) throw new Error(`An answer without content-length:\n${head}`);
    this.status = Number(head.slice(9, 12));
    this.bodyFrom = end + 4;
    this.expected = this.bodyFrom + Number(length[1]);
    return true;
  }
}

export interface Round {
  /** Requests answered a second. */
  rps: number;
  /** Each request's time, ms. */
  times: number[];
}

/** Keeps every connection busy for `ms`. @throws on the first answer that is not 2xx */
export async function load(connections: Connection[], next: () => Buffer, ms: number): Promise<Round> {
  const times: number[] = [];
  const began = performance.now();
  const until = began + ms;
  await Promise.all(
    connections.map(async (connection) => {
      for (let now = performance.now(); now < until; ) {
        const sent = now;
        const { status, body } = await connection.send(next());
        if (status < 200 || status > 299) throw new Error(`A request under load was answered ${status}: ${body.toString().slice(0, 300)}`);
        now = performance.now();
        times.push(now - sent);
      }
    }),
  );
  return { rps: times.length / ((performance.now() - began) / 1000), times };
}
