import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseMoves, type CaseMove } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { ASSIGNMENT_MACHINE } from './assignment.rules.js';

/** After these the case carries no tasks: what is under way rests, with a grey light, until it is taken up with a new due date. */
const RESTS = ['suspend', 'withdraw'];
const FROM = ASSIGNMENT_MACHINE.transitions.find(({ action }) => action === 'suspend')!.from;

const REST = `WITH was AS (SELECT id, state FROM assignment WHERE pilot_case_id = $1 AND state = ANY ($2) FOR UPDATE),
  rested AS (UPDATE assignment a SET state = 'suspended' FROM was WHERE a.id = was.id RETURNING a.id)
  INSERT INTO assignment_step (id, assignment_id, action, from_state, to_state, reason, actor_name, actor_role, actor_organisation)
  SELECT uuid_v7(), was.id, 'suspend', was.state, 'suspended', $3, $4, $5, $6 FROM was JOIN rested ON rested.id = was.id`;

/** 暂停: the tasks of a suspended or withdrawn case are suspended with it, each with its own step. */
@Injectable()
export class RestWithCase implements OnModuleInit {
  constructor(@Inject(CaseMoves) private readonly moves: CaseMoves) {}

  onModuleInit(): void {
    this.moves.follow((em, actor, move) => this.rest(em, actor, move));
  }

  private async rest(em: EntityManager, actor: Actor, { caseId, action, reason }: CaseMove): Promise<void> {
    if (!RESTS.includes(action)) return;
    await em.query(REST, [caseId, FROM, reason, actor.userName, actor.role, actor.organisationName]);
  }
}
