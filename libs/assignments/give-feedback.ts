import type { EntityManager } from 'typeorm';
import { newId, type Actor } from '../kernel/index.js';
import type { AssignmentTransitionIn } from './assignment-transition.dto.js';
import type { Assignment } from './assignment.entity.js';
import { AssignmentConfirmation, AssignmentFeedback } from './feedback.entity.js';

/** Keeps an answer: for the unit's leader to sign off, or handed in at once where the setting asks for no leader. One written before is superseded. */
export async function writeFeedback(em: EntityManager, actor: Actor, row: Assignment, input: AssignmentTransitionIn, state: 'drafted' | 'handed_in'): Promise<void> {
  await em.update(AssignmentFeedback, { assignmentId: row.id, state: 'drafted' }, { state: 'superseded' });
  await em.insert(AssignmentFeedback, {
    id: newId(),
    assignmentId: row.id,
    round: row.returnCount,
    state,
    conclusion: input.conclusion!,
    attachmentIds: input.attachmentIds ?? [],
    authorName: actor.userName,
    authorRole: actor.role,
    authorOrganisation: actor.organisationName,
  });
}

/** 审签: the leader's name under the answer that waits for it. @returns what it says */
export async function signOff(em: EntityManager, actor: Actor, row: Assignment): Promise<string> {
  const { conclusion } = await em.findOneByOrFail(AssignmentFeedback, { assignmentId: row.id, state: 'drafted' });
  await em.update(AssignmentFeedback, { assignmentId: row.id, state: 'drafted' }, { state: 'handed_in', signedBy: actor.userName });
  return conclusion;
}

export async function sendBack(em: EntityManager, row: Assignment, reason: string): Promise<void> {
  await em.update(AssignmentFeedback, { assignmentId: row.id, state: 'drafted' }, { state: 'sent_back', reason });
}

/** A cooperating department's yes to this round's answer; the state stays. */
export async function confirmFeedback(em: EntityManager, actor: Actor, row: Assignment, opinion: string | null): Promise<void> {
  await em.insert(AssignmentConfirmation, {
    id: newId(), assignmentId: row.id, round: row.returnCount, departmentId: actor.organisationId!, opinion, actorName: actor.userName,
  });
}
