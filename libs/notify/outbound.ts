import { lookup } from 'node:dns';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { hostOf, mayReach, wrongWithUrl, type OutboundPolicy } from './outbound.rules.js';

/** Nobody's answer is of interest beyond this. */
const MOST_BYTES = 64 * 1024;

export interface Answer {
  status: number;
  body: string;
}

/** Told apart from a receiver that is away: it is of no use to try again before somebody changed the address. */
export class AddressRefused extends Error {
  readonly code = 'EREFUSED_ADDRESS';
}

/**
 * Posts to an address that somebody entered. The name is asked once, what it stands for is checked, and it is this very
 * answer that is connected to; a redirect is not followed. So nobody reaches the inside of the network by way of this process.
 * @throws AddressRefused, or what the network says
 */
export function post(address: string, headers: Record<string, string>, body: string, policy: OutboundPolicy, timeoutMs: number, resolveName: typeof lookup = lookup): Promise<Answer> {
  const url = new URL(address);
  const host = hostOf(url);
  if (wrongWithUrl(address, policy) || (ipaddr.isValid(host) && !mayReach(host, policy))) return Promise.reject(new AddressRefused(host));
  const send = url.protocol === 'https:' ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      lookup: guarded(policy, resolveName),
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), 'user-agent': 'changai-pilot/1', ...headers },
    } as const;
    const request = send(url, options, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      const done = () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') });
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size <= MOST_BYTES) parts.push(part);
        else {
          response.destroy();
          done();
        }
      });
      response.on('end', done);
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

const guarded = (policy: OutboundPolicy, resolveName: typeof lookup): LookupFunction => (hostname, options, callback) =>
  resolveName(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    if (addresses.length === 0 || !addresses.every(({ address }) => mayReach(address, policy))) return callback(new AddressRefused(hostname), '', 0);
    const [first] = addresses;
    return options.all ? callback(null, addresses) : callback(null, first!.address, first!.family);
  });
