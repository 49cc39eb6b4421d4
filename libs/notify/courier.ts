import { Logger } from '@nestjs/common';
import type { Clock, Db, Sealer } from '../kernel/index.js';
import { Deliveries, isRobot, type Channel, type Claimed, type Outcome } from './deliveries.js';
import { Mailer, type MailSettings } from './mailer.js';
import { mailOf, outsideLine } from './message.rules.js';
import { hrefOf } from './notice.rules.js';
import { AddressRefused, post } from './outbound.js';
import type { OutboundPolicy } from './outbound.rules.js';
import { dingtalkRequest, robotAnswer, signedHeaders, wecomRequest } from './signing.js';

export interface CourierSettings {
  policy: OutboundPolicy;
  mail: MailSettings | undefined;
  /** Where the console is, for links in mails; none without. */
  publicUrl: string | undefined;
  /** How long a receiver may take. */
  timeoutMs: number;
}

/** What a webhook's row holds sealed. */
export interface Sealed {
  url: string;
  secret?: string;
}

const BATCH = 500;
/** A minute is the robots' measure. */
const BUSY_PAUSE_MS = 60_000;

/** Sends what is due. Whoever else does the same, each message goes out once; when somebody died at it, again with the same id. */
export class Courier {
  private readonly log = new Logger('Courier');
  private readonly deliveries: Deliveries;
  private readonly mailer: Mailer | undefined;

  constructor(
    db: Db,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
    private readonly settings: CourierSettings,
  ) {
    this.deliveries = new Deliveries(db, clock, (3 * settings.timeoutMs) / 1000);
    this.mailer = settings.mail && new Mailer(settings.mail, settings.timeoutMs);
  }

  /** Makes messages of what is new and gives them their time. @returns the ids of what is due now; mails only where there is a server to take them, for they can wait */
  async due(): Promise<string[]> {
    while ((await this.deliveries.queue(BATCH)) === BATCH);
    while ((await this.deliveries.plan(BATCH)) === BATCH);
    const channels: Channel[] = ['webhook', 'wecom', 'dingtalk', ...(this.mailer ? (['mail'] as const) : [])];
    return this.deliveries.due(channels);
  }

  /** Sends one, if it is still to be sent. Never throws for what the receiver did. */
  async deliver(id: string): Promise<void> {
    const claimed = await this.deliveries.claim(id);
    if (claimed) await this.deliveries.settle(claimed, await this.attempt(claimed));
  }

  close(): void {
    this.mailer?.close();
  }

  private async attempt(claimed: Claimed): Promise<Outcome> {
    try {
      return claimed.channel === 'mail' ? await this.mail(claimed) : await this.post(claimed);
    } catch (error) {
      const outcome = outcomeOf(error);
      // codes and nothing else: what receivers say may hold names
      this.log.warn({ delivery: claimed.id, channel: claimed.channel, code: outcome.error }, 'a delivery did not get through');
      return outcome;
    }
  }

  private async mail({ id, parts, email, language }: Claimed): Promise<Outcome> {
    if (email === null) return { result: 'dropped', error: 'not_wanted' };
    if (parts.length === 0) return { result: 'dropped', error: 'read_meanwhile' };
    const { publicUrl } = this.settings;
    const link = (type: string, row: string) => (publicUrl && hrefOf(type, row) ? `${publicUrl.replace(/\/$/, '')}${hrefOf(type, row)}` : null);
    const notices = parts.map(({ kind, data, subjectType, subjectId }) => ({ kind, data, link: link(subjectType, subjectId) }));
    await this.mailer!.send({ id, to: email, ...mailOf(notices, language) });
    return { result: 'sent', response: 250 };
  }

  private async post(claimed: Claimed): Promise<Outcome> {
    if (claimed.sealed === null) return { result: 'dropped', error: 'disabled' };
    const opened = this.sealer.open(claimed.sealed);
    if (opened === undefined) return { result: 'refused', error: 'sealed_with_another_key' };
    const target = JSON.parse(opened) as Sealed;
    return isRobot(claimed.channel) ? this.postToRobot(claimed, target) : this.postEvent(claimed, target);
  }

  private async postEvent({ id, kind, content, createdAt }: Claimed, { url, secret = '' }: Sealed): Promise<Outcome> {
    const body = JSON.stringify({ type: kind, timestamp: createdAt.toISOString(), data: content });
    // the hour of sending, which receivers hold against their own
    const headers = signedHeaders(id, Math.floor(this.clock.now().getTime() / 1000), body, secret);
    const { status } = await post(url, headers, body, this.settings.policy, this.settings.timeoutMs);
    if (status >= 200 && status < 300) return { result: 'sent', response: status };
    return { result: status === 410 ? 'refused' : 'failed', error: `http_${status}`, response: status };
  }

  private async postToRobot({ id, channel, parts, language }: Claimed, { url, secret }: Sealed): Promise<Outcome> {
    const lines = parts.map(({ kind, data }) => outsideLine(kind, data, language));
    const asked = channel === 'wecom' ? wecomRequest(url, lines, language) : dingtalkRequest(url, secret, this.clock.now().getTime(), lines, language);
    const { status, body } = await post(asked.url, { 'x-delivery-id': id }, asked.body, this.settings.policy, this.settings.timeoutMs);
    const { ok, busy, code } = robotAnswer(body);
    if (status === 200 && ok) return { result: 'sent', response: status };
    if (busy) return { result: 'away', error: `robot_${code}`, response: status, pauseMs: BUSY_PAUSE_MS };
    return { result: 'failed', error: status === 200 ? `robot_${code}` : `http_${status}`, response: status };
  }
}

interface NetworkError {
  code?: string;
  name?: string;
  responseCode?: number;
}

function outcomeOf(error: unknown): Outcome & { error: string } {
  if (error instanceof AddressRefused) return { result: 'refused', error: 'address_refused' };
  const { code, name, responseCode } = error as NetworkError;
  // 5yz: the mail server will never take it; 4yz: not now (RFC 5321, 4.2.1). A login that it does not take is ours to mend.
  if (responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH') return { result: 'refused', error: `smtp_${responseCode}`, response: responseCode };
  if (responseCode !== undefined) return { result: 'away', error: `smtp_${responseCode}`, response: responseCode };
  const mail = code !== undefined && ['ESOCKET', 'ECONNECTION', 'ETIMEDOUT', 'EDNS', 'ETLS', 'EAUTH', 'EPROTOCOL'].includes(code);
  return { result: mail ? 'away' : 'failed', error: code ?? name ?? 'unknown' };
}
