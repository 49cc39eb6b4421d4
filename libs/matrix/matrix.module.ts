import { Module } from '@nestjs/common';
import { AssignmentsModule } from '../assignments/index.js';
import { Matrix } from './assignment-matrix.js';
import { CountTaskAssignments } from './count-task-assignments.js';
import { ExportRoadmap } from './export-roadmap.js';
import { MatrixController } from './matrix.controller.js';
import { RoadmapController } from './roadmap.controller.js';
import { RoadmapList } from './roadmap.js';
import { TaskAssignmentsController } from './task-assignments.controller.js';

@Module({
  imports: [AssignmentsModule],
  providers: [CountTaskAssignments, ExportRoadmap, Matrix, RoadmapList],
  controllers: [MatrixController, RoadmapController, TaskAssignmentsController],
})
export class MatrixModule {}
