import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { Db, Problem, Public, systemActor } from '../../libs/kernel/index.js';

const registry = new Registry();
collectDefaultMetrics({ register: registry });
const waiting = new Gauge({ name: 'deliveries_waiting', help: 'Messages that have not gone out yet.', labelNames: ['channel'], registers: [registry] });
const overdue = new Gauge({ name: 'deliveries_overdue_seconds', help: 'For how long the oldest message that is due has been so.', labelNames: ['channel'], registers: [registry] });
const QUEUE = {
  name: 'metrics.deliveries',
  text: `SELECT c AS channel, count(d.id)::int AS n, coalesce(greatest(extract(epoch FROM now() - min(d.due_at)), 0), 0)::float AS late
         FROM unnest('{mail,webhook,wecom,dingtalk}'::text[]) c LEFT JOIN delivery d ON d.channel = c AND d.state = 'waiting' GROUP BY c`,
};

@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** The process is alive, whatever the database does. */
  @Public()
  @Get('health/live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** Requests can be served. */
  @Public()
  @Get('health/ready')
  async ready(): Promise<{ status: string }> {
    if (!(await this.db.isAnswering())) throw new Problem(503, 'unavailable');
    return { status: 'ok' };
  }

  @Public()
  @Get('metrics')
  async metrics(@Res({ passthrough: true }) reply: { type(value: string): void }): Promise<string> {
    reply.type(registry.contentType);
    // while the database is away the process still tells of itself
    const queues = await this.db.read<{ channel: string; n: number; late: number }>(systemActor('metrics'), QUEUE).catch(() => []);
    for (const { channel, n, late } of queues) {
      waiting.set({ channel }, n);
      overdue.set({ channel }, late);
    }
    return registry.metrics();
  }
}
