import ipaddr from 'ipaddr.js';

/** Whither this installation may send. */
export interface OutboundPolicy {
  /** A demo talks to its own machine and to nobody else. */
  demo: boolean;
  /** Networks of one's own to which it may send too, as CIDR; `OUTBOUND_ALLOW`. */
  allowed: readonly string[];
}

/** @throws on what is no network */
export function outboundPolicy(demo: boolean, allow: string | undefined): OutboundPolicy {
  const allowed = (allow ?? '').split(',').map((part) => part.trim()).filter(Boolean);
  for (const network of allowed) if (!ipaddr.isValidCIDR(network)) throw new Error(`OUTBOUND_ALLOW names "${network}", which is no network: write such as 10.1.0.0/16.`);
  return { demo, allowed };
}

/** Whether an address may be sent to: a public one, or one of the networks named. Never whatever else an inside may reach. */
export function mayReach(address: string, { demo, allowed }: OutboundPolicy): boolean {
  if (!ipaddr.isValid(address)) return false;
  const ip = ipaddr.process(address); // an IPv4 address in an IPv6 one is what it carries
  if (demo) return ip.range() === 'loopback';
  if (ip.range() === 'unicast') return true;
  return allowed.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === ip.kind() && ip.match(base, bits);
  });
}

/** What is wrong with an address to send to, as far as it can be said without asking for the name; undefined when nothing is. */
export function wrongWithUrl(text: string, policy: OutboundPolicy): 'bad_url' | 'address_refused' | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'bad_url';
  }
  const inside = policy.demo || policy.allowed.length > 0;
  if (url.username || url.password || !(url.protocol === 'https:' || (url.protocol === 'http:' && inside))) return 'bad_url';
  const host = hostOf(url);
  if (ipaddr.isValid(host)) return mayReach(host, policy) ? undefined : 'address_refused';
  return host === 'localhost' || host.endsWith('.localhost') ? (mayReach('127.0.0.1', policy) ? undefined : 'address_refused') : undefined;
}

export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** What may be shown of an address: its query holds the key of a robot. */
export const shownUrl = (text: string): string => {
  const url = new URL(text);
  return `${url.origin}${url.pathname}`;
};

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || (ipaddr.isValid(host.replace(/^\[|\]$/g, '')) && ipaddr.process(host.replace(/^\[|\]$/g, '')).range() === 'loopback');
