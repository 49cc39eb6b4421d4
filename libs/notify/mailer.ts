import { createTransport, type Transporter } from 'nodemailer';
import { isLoopback } from './outbound.rules.js';

export interface Mail {
  /** Stable: becomes the Message-ID. */
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** How an installation sends mail: `SMTP_URL` (`smtp://user:password@host:587`, `smtps://…`) and `MAIL_FROM`. */
export interface MailSettings {
  url: string;
  from: string;
}

/** @returns undefined where mail is not set up, and in a demo for every server but one on this machine */
export function mailSettings(demo: boolean, environment: Record<string, string | undefined> = process.env): MailSettings | undefined {
  const { SMTP_URL: url, MAIL_FROM: from } = environment;
  if (!url || !from) return undefined;
  if (demo && !isLoopback(new URL(url).hostname)) return undefined;
  return { url, from };
}

/** A connection to the mail server, kept open between mails. */
export class Mailer {
  private readonly transport: Transporter;
  private readonly domain: string;

  constructor(
    private readonly settings: MailSettings,
    timeoutMs: number,
  ) {
    this.domain = /@([\w.-]+)/.exec(settings.from)?.[1] ?? 'localhost';
    const limits = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
    const { username, hostname } = new URL(settings.url);
    // A password never goes over the network in the open. No debugging, no logger: they would write addresses into the log.
    const requireTLS = username !== '' && !isLoopback(hostname);
    this.transport = createTransport({ url: settings.url, pool: true, maxConnections: 2, requireTLS, ...limits } as never);
  }

  async send({ id, to, subject, text }: Mail): Promise<void> {
    await this.transport.sendMail({
      from: this.settings.from, to, subject, text,
      messageId: `<${id}@${this.domain}>`,
      headers: { 'X-Delivery-Id': id, 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
  }

  /** @throws when the server cannot be reached or does not take the login */
  async verify(): Promise<void> {
    await this.transport.verify();
  }

  close(): void {
    this.transport.close();
  }
}
