import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, type Actor } from '../kernel/index.js';
import { AuditPage, AuditQuery } from './audit.dto.js';
import { AuditTrail } from './audit-trail.js';

@ApiTags('audit')
@Controller('audit-entries')
export class AuditController {
  constructor(@Inject(AuditTrail) private readonly trail: AuditTrail) {}

  @Allow('audit.read')
  @Get()
  list(@Acting() actor: Actor, @Query() query: AuditQuery): Promise<AuditPage> {
    return this.trail.list(actor, query);
  }
}
