import type { EntityManager } from 'typeorm';
import { newId, type Actor } from '../kernel/index.js';
import { CaseStep } from './case-step.entity.js';

export interface Step {
  caseId: string;
  action: string;
  from: string | null;
  to: string;
  reason?: string | null;
  fieldReasons?: Record<string, string>;
  detail?: Record<string, unknown>;
  papers?: object | null;
}

/** Notes what was done to a case, in the transaction that does it. @returns the step's id */
export async function recordStep(em: EntityManager, actor: Actor, step: Step): Promise<string> {
  const id = newId();
  await em.insert(CaseStep, {
    id,
    pilotCaseId: step.caseId,
    action: step.action,
    fromState: step.from,
    toState: step.to,
    reason: step.reason ?? null,
    fieldReasons: step.fieldReasons ?? {},
    detail: (step.detail ?? {}) as object,
    papers: step.papers ?? null,
    actorName: actor.userName,
    actorRole: actor.role,
    actorOrganisation: actor.organisationName,
  });
  return id;
}
