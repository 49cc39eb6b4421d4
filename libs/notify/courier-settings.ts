import { systemActor, type Db } from '../kernel/index.js';
import type { CourierSettings } from './courier.js';
import { mailSettings } from './mailer.js';
import { outboundPolicy } from './outbound.rules.js';

const DEFAULT_TIMEOUT_SECONDS = 10;

/** What the environment says of sending. A database with the demo's province in it sends nothing off this machine. */
export async function courierSettings(db: Db, environment: Record<string, string | undefined> = process.env): Promise<CourierSettings> {
  const [found] = await db.read(systemActor('courier'), { name: 'setting.demo', text: `SELECT FROM setting WHERE key = 'demo'` });
  const demo = found !== undefined;
  return {
    policy: outboundPolicy(demo, environment['OUTBOUND_ALLOW']),
    mail: mailSettings(demo, environment),
    publicUrl: environment['PUBLIC_URL'],
    timeoutMs: Number(environment['OUTBOUND_TIMEOUT_SECONDS'] ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
  };
}
