import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { CasesModule } from '../cases/index.js';
import { FilesModule } from '../files/index.js';
import { AssignmentDetails } from './assignment-detail.js';
import { AssignmentsController } from './assignments.controller.js';
import { AssignmentList } from './assignments.list.js';
import { BulkTransition } from './bulk-transitions.js';
import { CreateAssignments } from './create-assignments.js';
import { ExtendDeadline } from './extend-deadline.js';
import { ExtensionRequestsController } from './extension-requests.controller.js';
import { ExtensionList } from './extension-requests.list.js';
import { MoveDeadlines } from './move-deadlines.js';
import { PlanMilestones } from './plan-milestones.js';
import { RestWithCase } from './rest-with-case.js';
import { TransitionAssignment } from './transition-assignment.js';

@Module({
  imports: [CalendarModule, CasesModule, FilesModule],
  providers: [AssignmentDetails, AssignmentList, BulkTransition, CreateAssignments, ExtendDeadline, ExtensionList, MoveDeadlines, PlanMilestones, RestWithCase, TransitionAssignment],
  controllers: [AssignmentsController, ExtensionRequestsController],
  exports: [AssignmentDetails, AssignmentList, CreateAssignments],
})
export class AssignmentsModule {}
