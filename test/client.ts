import { randomUUID } from 'node:crypto';
import type { TestApp } from './app.js';
import { PASSWORD } from './world.js';

export interface Answer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads any shape
  body: any;
  headers: Record<string, unknown>;
}

/** One signed-in position, over HTTP. */
export class Client {
  private constructor(
    private readonly test: TestApp,
    readonly token: string | undefined,
  ) {}

  static anonymous(test: TestApp): Client {
    return new Client(test, undefined);
  }

  /** With a session that stands already. */
  static withToken(test: TestApp, token: string): Client {
    return new Client(test, token);
  }

  static async signIn(test: TestApp, username: string): Promise<Client> {
    const { status, body } = await Client.anonymous(test).post('/auth/login', { username, password: PASSWORD });
    if (status !== 200) throw new Error(`${username} cannot sign in: ${JSON.stringify(body)}`);
    return new Client(test, body.accessToken as string);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', path, body, headers);
  }

  patch(path: string, body: unknown, version?: number): Promise<Answer> {
    return this.send('PATCH', path, body, version === undefined ? {} : { 'if-match': `"${version}"` });
  }

  delete(path: string, version: number): Promise<Answer> {
    return this.raw('DELETE', path, undefined, { 'if-match': `"${version}"` });
  }

  /** Takes a row of a state machine on. */
  transition(path: string, version: number, body: object): Promise<Answer> {
    return this.post(`${path}/transitions`, body, { 'if-match': `"${version}"` });
  }

  async upload(name: string, bytes: Buffer, path = '/attachments', headers: Record<string, string> = {}): Promise<Answer> {
    const boundary = `b${randomUUID()}`;
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
    const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    return this.raw('POST', path, payload, { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` });
  }

  /** A file, as bytes. */
  async download(path: string, method: 'GET' | 'POST' = 'GET'): Promise<{ status: number; bytes: Buffer; headers: Record<string, unknown> }> {
    const headers = { ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) };
    const { statusCode, rawPayload, headers: given } = await this.test.app.inject({ method, url: `/api/v1${path}`, headers });
    return { status: statusCode, bytes: rawPayload, headers: given };
  }

  private send(method: 'GET' | 'POST' | 'PATCH', path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const json = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    return this.raw(method, path, json, json ? { 'content-type': 'application/json', ...headers } : headers);
  }

  async raw(method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT', path: string, payload: Buffer | undefined, headers: Record<string, string>): Promise<Answer> {
    const response = await this.test.app.inject({
      method,
      url: `/api/v1${path}`,
      payload,
      headers: { ...(this.token ? { authorization: `Bearer ${this.token}` } : {}), ...headers },
    });
    const type = String(response.headers['content-type'] ?? '');
    return {
      status: response.statusCode,
      body: type.includes('json') && response.payload ? (JSON.parse(response.payload) as unknown) : response.payload,
      headers: response.headers,
    };
  }
}
