import type { EntityManager } from 'typeorm';
import { newId } from '../kernel/index.js';
import { Inspection } from './inspection.entity.js';
import { Visit, VisitMember } from './visit.entity.js';

export interface PlannedVisit {
  pilotCaseId: string;
  pilotUnitId: string;
  regionId: string;
  /** Within the window. */
  visitOn: string;
  /** At most one leads. */
  members: { positionId: string; name: string; leads: boolean }[];
}

export interface InspectionPlan {
  name: string;
  code: string;
  windowFrom: string;
  windowTo: string;
  checklistId: string;
  visits: PlannedVisit[];
  /** `annual` when not given. */
  type?: string;
  /** The name when not given. */
  theme?: string;
  methods?: string[];
  /** `planned` when not given; a demo starts in the middle. */
  state?: string;
}

/** Writes a campaign with its visits, as the system or as the province. @throws the database's refusal of an inspector who would visit an own organisation (回避) */
export async function planInspection(em: EntityManager, plan: InspectionPlan): Promise<{ id: string; visitIds: string[] }> {
  const { code, name, windowFrom, windowTo, checklistId, type = 'annual', theme = name, methods = ['site', 'documents'] } = plan;
  const id = newId();
  const state = plan.state ?? 'planned';
  await em.insert(Inspection, { id, code, name, type, theme, methods, windowFrom, windowTo, checklistId, state });
  const planned = plan.visits.map(({ members, ...visit }) => ({
    row: {
      ...visit,
      id: newId(),
      inspectionId: id,
      checklistId,
      windowFrom,
      windowTo,
      leadName: members.find((member) => member.leads)?.name ?? null,
      state: 'planned' as const,
    },
    members,
  }));
  if (planned.length > 0) await em.insert(Visit, planned.map(({ row }) => row));
  const members = planned.flatMap(({ row, members: group }) =>
    group.map(({ positionId, name: memberName, leads }) => ({ id: newId(), visitId: row.id, positionId, memberName, leads })),
  );
  if (members.length > 0) await em.insert(VisitMember, members);
  return { id, visitIds: planned.map(({ row }) => row.id) };
}
