import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { Problem, Public } from '../../libs/kernel/index.js';

const registry = new Registry();
collectDefaultMetrics({ register: registry });

@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

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
    await this.dataSource.query('SELECT 1').catch(() => {
      throw new Problem(503, 'unavailable');
    });
    return { status: 'ok' };
  }

  @Public()
  @Get('metrics')
  async metrics(@Res({ passthrough: true }) reply: { type(value: string): void }): Promise<string> {
    reply.type(registry.contentType);
    return registry.metrics();
  }
}
