import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditTrail } from './audit-trail.js';

@Module({ providers: [AuditTrail], controllers: [AuditController] })
export class AuditModule {}
