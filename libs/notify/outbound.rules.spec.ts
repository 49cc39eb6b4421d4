import { mayReach, outboundPolicy, shownUrl, wrongWithUrl } from './outbound.rules.js';

const PUBLIC = outboundPolicy(false, undefined);

it.each([
  '127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '192.0.2.1', '198.18.0.1',
  '::1', '::', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:127.0.0.1', '64:ff9b::a00:1', '2002:0a00:0001::1', '2001:db8::1', 'localhost', '',
])('does not reach %s', (address) => expect(mayReach(address, PUBLIC)).toBe(false));

it('reaches what is public, and the networks that were named', () => {
  expect(mayReach('1.1.1.1', PUBLIC)).toBe(true);
  expect(mayReach('2606:4700:4700::1111', PUBLIC)).toBe(true);
  const own = outboundPolicy(false, '10.1.0.0/16, fd12::/16');
  expect(['10.1.9.9', '::ffff:10.1.0.1', 'fd12::5'].map((ip) => mayReach(ip, own))).toEqual([true, true, true]);
  expect(['10.2.0.1', '127.0.0.1', 'fd13::5'].map((ip) => mayReach(ip, own))).toEqual([false, false, false]);
  expect(() => outboundPolicy(false, '10.1.0.0')).toThrow('OUTBOUND_ALLOW');
});

it('keeps a demo on its own machine', () => {
  const demo = outboundPolicy(true, '10.0.0.0/8');
  expect(['127.0.0.1', '::1'].map((ip) => mayReach(ip, demo))).toEqual([true, true]);
  expect(['1.1.1.1', '10.0.0.1'].map((ip) => mayReach(ip, demo))).toEqual([false, false]);
});

it.each([
  ['ftp://example.com/', 'bad_url'], ['http://example.com/', 'bad_url'], ['https://user:pass@example.com/', 'bad_url'], ['nonsense', 'bad_url'], ['javascript:alert(1)', 'bad_url'],
  ['https://127.0.0.1/', 'address_refused'], ['https://2130706433/', 'address_refused'], ['https://0x7f.1/', 'address_refused'], ['https://[::1]:8443/', 'address_refused'],
  ['https://[::ffff:a9fe:a9fe]/', 'address_refused'], ['https://localhost/', 'address_refused'], ['https://a.localhost/', 'address_refused'], ['https://example.com:8443/hook?k=1', undefined],
])('says of %s: %s', (url, wrong) => expect(wrongWithUrl(url, PUBLIC)).toBe(wrong));

it('shows no key', () => expect(shownUrl('https://oapi.example.com/robot/send?access_token=secret#x')).toBe('https://oapi.example.com/robot/send'));
