import type { lookup } from 'node:dns';
import { AddressRefused, post } from './outbound.js';
import { outboundPolicy } from './outbound.rules.js';
import { startReceiver } from './testing.js';

type Receiver = Awaited<ReturnType<typeof startReceiver>>;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver(({ path }) => (path === '/away' ? [302, {}, { location: '/inside' }] : path === '/long' ? [200, 'x'.repeat(300_000)] : [200, { ok: true }]));
});
afterAll(() => receiver.stop());

/** A name server that says what the test wants. */
const saying = (...addresses: string[]) =>
  ((_name: string, _options: object, answer: (error: null, all: { address: string; family: number }[]) => void) =>
    answer(null, addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))) as unknown as typeof lookup;
const own = outboundPolicy(false, '127.0.0.0/8');
const at = (path: string) => `http://receiver.example:${new URL(receiver.url).port}${path}`;

it('connects to what the name was found to stand for', async () => {
  expect(await post(at('/'), {}, '{}', own, 2000, saying('127.0.0.1'))).toEqual({ status: 200, body: '{"ok":true}' });
  expect(receiver.posts.at(-1)!.headers.host).toContain('receiver.example');
});

it.each([[['10.0.0.1']], [['169.254.169.254']], [['1.1.1.1', '10.0.0.1']], [['::1']], [['::ffff:10.0.0.1']], [[]]])('does not connect to a name that stands for %j', async (addresses) => {
  const before = receiver.posts.length;
  await expect(post(at('/'), {}, '{}', own, 2000, saying(...addresses))).rejects.toBeInstanceOf(AddressRefused);
  expect(receiver.posts).toHaveLength(before);
});

it('follows no redirect, reads no endless answer, and waits for nobody', async () => {
  const before = receiver.posts.length;
  expect(await post(at('/away'), {}, '{}', own, 2000, saying('127.0.0.1'))).toMatchObject({ status: 302 });
  expect(receiver.posts).toHaveLength(before + 1);
  expect((await post(at('/long'), {}, '{}', own, 2000, saying('127.0.0.1'))).body.length).toBeLessThan(70_000);
  const slow = await startReceiver(() => [200], 5_000);
  await expect(post(`${slow.url}/`, {}, '{}', own, 100)).rejects.toMatchObject({ name: 'AbortError' });
  await slow.stop();
});
