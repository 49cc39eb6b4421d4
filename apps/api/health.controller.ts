import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { Db, Problem, Public } from '../../libs/kernel/index.js';

const registry = new Registry();
collectDefaultMetrics({ register: registry });

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
    return registry.metrics();
  }
}
