import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';

const CHANNEL = 'changes';
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

type Listener = () => void;

/**
 * What the database announces to every replica: that something changed, and of what (`inbox:<position>`,
 * `session:<id>`), never what it is now. A connection of its own, open while anybody listens; it enters no reach, so it
 * can read nothing. After a break everybody is told, for nobody knows what was missed.
 */
@Injectable()
export class Announcements implements OnModuleDestroy {
  private readonly log = new Logger('Announcements');
  private readonly listeners = new Map<string, Set<Listener>>();
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private pause = FIRST_PAUSE_MS;
  private closed = false;

  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @returns how to listen no longer */
  listen(subjects: readonly string[], listener: Listener): () => void {
    for (const subject of subjects) this.listeners.set(subject, (this.listeners.get(subject) ?? new Set()).add(listener));
    this.connect();
    return () => {
      for (const subject of subjects) {
        const left = this.listeners.get(subject);
        left?.delete(listener);
        if (left?.size === 0) this.listeners.delete(subject);
      }
      if (this.listeners.size === 0) this.disconnect();
    };
  }

  onModuleDestroy(): void {
    this.closed = true;
    this.disconnect();
  }

  private connect(): void {
    if (this.client || this.retry || this.closed) return;
    const { url } = this.dataSource.options as { url?: string };
    const client = new pg.Client({ connectionString: url, application_name: 'changai-listen', keepAlive: true, connectionTimeoutMillis: 5_000 });
    this.client = client;
    client.on('notification', ({ payload }) => this.tell(payload ?? ''));
    client.on('error', (error) => this.broken(client, error));
    client.on('end', () => this.broken(client));
    client
      .connect()
      .then(() => client.query(`LISTEN ${CHANNEL}`))
      .then(() => {
        this.pause = FIRST_PAUSE_MS;
        for (const subject of this.listeners.keys()) this.tell(subject);
      })
      .catch((error: unknown) => this.broken(client, error));
  }

  private tell(subject: string): void {
    for (const listener of [...(this.listeners.get(subject) ?? [])]) listener();
  }

  private broken(client: pg.Client, error?: unknown): void {
    if (this.client !== client) return;
    this.client = undefined;
    void client.end().catch(() => undefined);
    if (this.closed || this.listeners.size === 0) return;
    this.log.warn({ err: error }, 'the announcements broke off; they are taken up again');
    this.retry = setTimeout(() => {
      this.retry = undefined;
      this.connect();
    }, this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }

  private disconnect(): void {
    clearTimeout(this.retry);
    this.retry = undefined;
    const client = this.client;
    this.client = undefined;
    void client?.end().catch(() => undefined);
  }
}
