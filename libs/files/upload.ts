import { badRequest, invalid, Problem } from '../kernel/index.js';

/** 20 MB a file. */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;

/** What `@fastify/multipart` adds to a request. */
export interface MultipartRequest {
  isMultipart(): boolean;
  file(): Promise<FilePart | undefined>;
}
interface FilePart {
  filename: string | undefined;
  file: { truncated: boolean };
  toBuffer(): Promise<Buffer>;
}

export interface Upload {
  name: string | undefined;
  bytes: Buffer;
}

/**
 * Reads the one file of a multipart request.
 * @throws 415 for another kind of request, 413 for a file over {@link MAX_UPLOAD_BYTES}, 400 for a broken body,
 *   422 at `/file` when there is none or it is empty
 */
export async function readUpload(request: MultipartRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new Problem(415, 'unsupported_media');
  const upload = await readFile(request).catch((error: Error & { statusCode?: number }) => {
    if (error.statusCode === 413 || error instanceof Problem) throw new Problem(413, 'too_large');
    // The parser's other errors are about the body; most of them carry no status.
    throw badRequest('bad_request');
  });
  if (!upload) throw invalid([{ pointer: '/file', code: 'file_missing' }]);
  if (upload.bytes.length === 0) throw invalid([{ pointer: '/file', code: 'file_empty' }]);
  return upload;
}

async function readFile(request: MultipartRequest): Promise<Upload | undefined> {
  const part = await request.file();
  if (!part) return undefined;
  const bytes = await part.toBuffer();
  // The parser itself throws only when another piece arrives after the limit, not when a piece ends exactly at it.
  if (part.file.truncated) throw new Problem(413, 'too_large');
  return { name: part.filename, bytes };
}
