import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { CasesModule } from '../cases/index.js';
import { FilesModule } from '../files/index.js';
import { AssignmentDetails } from './assignment-detail.js';
import { Matrix } from './assignment-matrix.js';
import { AssignmentsController } from './assignments.controller.js';
import { AssignmentList } from './assignments.list.js';
import { BulkTransition } from './bulk-transitions.js';
import { CountTaskAssignments } from './count-task-assignments.js';
import { CreateAssignments } from './create-assignments.js';
import { ExportRoadmap } from './export-roadmap.js';
import { ExtendDeadline } from './extend-deadline.js';
import { ExtensionRequestsController } from './extension-requests.controller.js';
import { ExtensionList } from './extension-requests.list.js';
import { MatrixController } from './matrix.controller.js';
import { MoveDeadlines } from './move-deadlines.js';
import { PlanMilestones } from './plan-milestones.js';
import { RestWithCase } from './rest-with-case.js';
import { RoadmapController } from './roadmap.controller.js';
import { RoadmapList } from './roadmap.js';
import { TaskAssignmentsController } from './task-assignments.controller.js';
import { TransitionAssignment } from './transition-assignment.js';

@Module({
  imports: [CalendarModule, CasesModule, FilesModule],
  providers: [
    AssignmentDetails, AssignmentList, BulkTransition, CountTaskAssignments, CreateAssignments, ExportRoadmap, ExtendDeadline, ExtensionList, Matrix, MoveDeadlines, PlanMilestones, RestWithCase, RoadmapList, TransitionAssignment,
  ],
  controllers: [AssignmentsController, ExtensionRequestsController, MatrixController, RoadmapController, TaskAssignmentsController],
  exports: [AssignmentDetails, AssignmentList, CreateAssignments],
})
export class AssignmentsModule {}
