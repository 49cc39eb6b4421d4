import createClient, { type Middleware } from 'openapi-fetch';
import { ApiProblem, type ProblemBody } from './problem';
import type { Attachment, Query } from './model';
import type { paths } from './schema.generated';

/** The only file of the console that talks to the network. */

let language = 'zh-CN';
export const setApiLanguage = (tag: string) => {
  language = tag;
};

/** crypto.randomUUID exists only in secure contexts; intranet installs are often plain http. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const headers: Middleware = {
  onRequest({ request, schemaPath }) {
    request.headers.set('Accept-Language', language);
    const once = request.method === 'POST' && !schemaPath.includes('/auth/');
    // A caller that may retry the same body later (a visit filed from a dead spot) brings its own key.
    if (once && !request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', newKey());
    return request;
  },
};

const problems: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return;
    throw new ApiProblem(await problemBody(response));
  },
  onError({ error }) {
    if (error instanceof ApiProblem) return;
    return new ApiProblem({ title: 'network', status: 0, code: 'network' });
  },
};

let confirmation: (() => Promise<boolean>) | undefined;
/** @param ask shows the password to the API and says whether it was taken; the request that asked for it then goes out again */
export const askForConfirmation = (ask: typeof confirmation) => {
  confirmation = ask;
};

const copies = new WeakMap<Request, Request>();
const confirmed: Middleware = {
  onRequest({ request }) {
    // a body is gone once it was sent
    copies.set(request, request.clone());
    return request;
  },
  async onResponse({ request, response }) {
    const copy = copies.get(request);
    if (response.status !== 403 || !copy || !confirmation) return response;
    const { code } = await problemBody(response.clone());
    return code === 'needs_confirmation' && (await confirmation()) ? fetch(copy) : response;
  },
};

async function problemBody(response: Response): Promise<ProblemBody> {
  const fallback = { title: response.statusText || `HTTP ${response.status}`, status: response.status };
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return isJson ? { ...fallback, ...((await response.json()) as ProblemBody) } : fallback;
}

/** The generated routes, but filters come out of the URL as text: the API and not the compiler refuses what it does not know. */
type FromUrl<P> = { [Path in keyof P]: { [Method in keyof P[Path]]: WithQuery<P[Path][Method]> } };
type WithQuery<O> = O extends { parameters: infer R } ? Omit<O, 'parameters'> & { parameters: Omit<R, 'query'> & { query?: Query } } : O;

export const api = createClient<FromUrl<paths>>({ credentials: 'same-origin' });
// The last one sees the answer first.
api.use(headers, problems, confirmed);

/** Refusals were thrown by then, so what is left is the data. */
export async function data<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}

export const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });

/** Multipart, which a JSON client does not write by itself. */
export function uploadFile(file: Blob, name: string): Promise<Attachment> {
  const form = new FormData();
  form.append('file', file, name);
  return data(api.POST('/api/v1/attachments', { body: { file: name }, bodySerializer: () => form }));
}

/** What happens on the server as it happens; the browser takes a lost stream up again by itself. */
export const openEvents = () => new EventSource('/api/v1/events');

export const attachmentUrl = (id: string) => `/api/v1/attachments/${id}/content`;
