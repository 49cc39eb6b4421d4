import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { AssignmentDetails } from './assignment-detail.js';
import { AssignmentDetail } from './assignment-detail.dto.js';
import { AssignmentTransitionIn } from './assignment-transition.dto.js';
import { AssignmentPage, AssignmentQuery, CreateAssignmentsIn, CreatedAssignments, Timeline } from './assignment.dto.js';
import { AssignmentList } from './assignments.list.js';
import { AssignmentBulkIn, AssignmentBulkOut } from './bulk-transition.dto.js';
import { BulkTransition } from './bulk-transitions.js';
import { CreateAssignments } from './create-assignments.js';
import { PlanMilestonesIn } from './milestone.dto.js';
import { PlanMilestones } from './plan-milestones.js';
import { TransitionAssignment } from './transition-assignment.js';

@ApiTags('assignments')
@Controller('assignments')
export class AssignmentsController {
  constructor(
    @Inject(AssignmentList) private readonly assignments: AssignmentList,
    @Inject(AssignmentDetails) private readonly details: AssignmentDetails,
    @Inject(CreateAssignments) private readonly creation: CreateAssignments,
    @Inject(BulkTransition) private readonly bulk: BulkTransition,
    @Inject(PlanMilestones) private readonly plans: PlanMilestones,
    @Inject(TransitionAssignment) private readonly transitions: TransitionAssignment,
  ) {}

  @Allow('assignment.read')
  @Get()
  list(@Acting() actor: Actor, @Query() query: AssignmentQuery): Promise<AssignmentPage> {
    return this.assignments.list(actor, query);
  }

  @Allow('assignment.create')
  @HttpCode(200)
  @Post()
  create(@Acting() actor: Actor, @Body() body: CreateAssignmentsIn): Promise<CreatedAssignments> {
    return this.creation.create(actor, body);
  }

  /** One act on up to 500 assignments, with an answer for each: those that may be taken are, the others say why not. */
  @Allow('assignment.act')
  @HttpCode(200)
  @Post('bulk-transitions')
  bulkTransition(@Acting() actor: Actor, @Body() body: AssignmentBulkIn): Promise<AssignmentBulkOut> {
    return this.bulk.take(actor, body);
  }

  @Allow('assignment.read')
  @Get(':id')
  detail(@Acting() actor: Actor, @RowId() id: string): Promise<AssignmentDetail> {
    return this.details.detail(actor, id);
  }

  @Allow('assignment.read')
  @Get(':id/timeline')
  timeline(@Acting() actor: Actor, @RowId() id: string): Promise<Timeline> {
    return this.details.timeline(actor, id);
  }

  /** The whole plan that planned progress follows, instead of a straight line. */
  @Allow('assignment.create')
  @HttpCode(200)
  @Post(':id/milestones')
  milestones(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: PlanMilestonesIn): Promise<AssignmentDetail> {
    return this.plans.plan(actor, id, version, body.milestones);
  }

  @Allow('assignment.act')
  @HttpCode(200)
  @Post(':id/transitions')
  transition(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: AssignmentTransitionIn): Promise<AssignmentDetail> {
    return this.transitions.take(actor, id, version, body);
  }
}
