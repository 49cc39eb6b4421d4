import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { CasesModule } from '../cases/index.js';
import { Matrix } from './assignment-matrix.js';
import { AssignmentDetails } from './assignment-detail.js';
import { AssignmentsController } from './assignments.controller.js';
import { AssignmentList } from './assignments.list.js';
import { CountTaskAssignments } from './count-task-assignments.js';
import { CreateAssignments } from './create-assignments.js';
import { ExportRoadmap } from './export-roadmap.js';
import { MatrixController } from './matrix.controller.js';
import { MoveDeadlines } from './move-deadlines.js';
import { RestWithCase } from './rest-with-case.js';
import { RoadmapController } from './roadmap.controller.js';
import { RoadmapList } from './roadmap.js';
import { TaskAssignmentsController } from './task-assignments.controller.js';
import { TransitionAssignment } from './transition-assignment.js';

@Module({
  imports: [CalendarModule, CasesModule],
  providers: [AssignmentDetails, AssignmentList, CountTaskAssignments, CreateAssignments, ExportRoadmap, Matrix, MoveDeadlines, RestWithCase, RoadmapList, TransitionAssignment],
  controllers: [AssignmentsController, MatrixController, RoadmapController, TaskAssignmentsController],
  exports: [AssignmentDetails, AssignmentList, CreateAssignments],
})
export class AssignmentsModule {}
