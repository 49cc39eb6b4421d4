import { readUpload, type MultipartRequest } from './upload.js';

const request = (part: object | undefined, multipart = true) =>
  ({ isMultipart: () => multipart, file: async () => part }) as unknown as MultipartRequest;
const part = (bytes: Buffer, truncated = false) => ({ filename: 'a.pdf', file: { truncated }, toBuffer: async () => bytes });
const status = (asked: MultipartRequest) => readUpload(asked).then(() => 200, (error: { status: number }) => error.status);

describe('an upload', () => {
  it('is read whole', async () => {
    expect(await readUpload(request(part(Buffer.from('x'))))).toEqual({ name: 'a.pdf', bytes: Buffer.from('x') });
  });

  it('is refused when it was cut at the limit without an error of the parser', async () => {
    expect(await status(request(part(Buffer.from('x'), true)))).toBe(413);
  });

  it('is refused when there is none, an empty one, or another kind of request', async () => {
    expect(await status(request(undefined))).toBe(422);
    expect(await status(request(part(Buffer.alloc(0))))).toBe(422);
    expect(await status(request(undefined, false))).toBe(415);
  });

  it('is refused, not failed, when the body is broken', async () => {
    const broken = { isMultipart: () => true, file: () => Promise.reject(new Error('Unexpected end of multipart data')) };
    expect(await status(broken as unknown as MultipartRequest)).toBe(400);
  });
});
