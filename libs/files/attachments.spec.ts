import { openVisits, type Person, type VisitWorld } from '../inspections/testing.js';
import { MAX_UPLOAD_BYTES } from './upload.js';

let world: VisitWorld;
beforeAll(async () => void (world = await openVisits()));
afterAll(() => world.close());

const pdf = (text = '') => Buffer.from(`%PDF-1.7\n${text}\n%%EOF`);
const upload = (who: Person, name: string, bytes: Buffer, headers = {}) => world.ask(who, 'POST', '/attachments', { file: { name, bytes }, headers });

describe('an attachment', () => {
  it('comes back as it was sent, to be saved and not shown', async () => {
    const sent = await upload('inspector', '现场 (1).pdf', pdf());
    expect(sent).toMatchObject({ status: 201, body: { name: '现场 (1).pdf', size: pdf().length, mediaType: 'application/pdf' } });
    const back = await world.ask('inspector', 'GET', `/attachments/${sent.body.id}/content`);
    expect(back.body).toEqual(pdf());
    expect(back.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename*=UTF-8''%E7%8E%B0%E5%9C%BA%20%281%29.pdf`,
      'x-content-type-options': 'nosniff',
    });
  });

  it('is its uploader’s alone as long as it hangs on nothing', async () => {
    const { body } = await upload('inspector', 'a.pdf', pdf());
    const seen = async (who: Person) => (await world.ask(who, 'GET', `/attachments/${body.id}/content`)).status;
    expect([await seen('inspector'), await seen('lead'), await seen('staff'), await seen('auditor')]).toEqual([200, 404, 404, 403]);
  });

  it('is refused when it is of another type, empty, too large, or no file', async () => {
    const code = async (name: string, bytes: Buffer) => {
      const { status, body } = await upload('inspector', name, bytes);
      return [status, body.errors?.[0]?.code ?? body.code];
    };
    expect(await code('a.exe', Buffer.from('MZ'))).toEqual([422, 'file_type']);
    expect(await code('a.png', pdf())).toEqual([422, 'file_type']);
    expect(await code('a.pdf', Buffer.alloc(0))).toEqual([422, 'file_empty']);
    expect(await code('a.pdf', pdf('x'.repeat(MAX_UPLOAD_BYTES)))).toEqual([413, 'too_large']);
    expect((await world.ask('inspector', 'POST', '/attachments', { body: {} })).status).toBe(415);
    expect((await upload('director', 'a.pdf', pdf())).status).toBe(201);
    expect((await upload('auditor', 'a.pdf', pdf())).status).toBe(403);
  });

  it('is kept once when its upload is retried; the same key does not pass for another file', async () => {
    const key = { 'idempotency-key': 'upload-0001' };
    const first = await upload('inspector', 'a.pdf', pdf(), key);
    const again = await upload('inspector', 'a.pdf', pdf(), key);
    expect(again.body).toEqual(first.body);
    expect(await upload('inspector', 'a.pdf', pdf('other'), key)).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } });
  });
});
