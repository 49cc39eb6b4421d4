import { Module } from '@nestjs/common';
import { FilesModule } from '../files/index.js';
import { FeedBack } from './feed-back.js';
import { FileResult } from './file-result.js';
import { Findings } from './findings.js';
import { InspectionsController } from './inspections.controller.js';
import { VisitTransitions } from './visit-transitions.js';
import { Visits } from './visits.js';

@Module({
  imports: [FilesModule],
  providers: [Visits, Findings, FileResult, FeedBack, VisitTransitions],
  controllers: [InspectionsController],
})
export class InspectionsModule {}
