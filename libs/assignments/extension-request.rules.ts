import { actionsFor, type FieldError, type Machine } from '../kernel/index.js';

/** 延期申请. Source: workflows.json «ExtensionRequest»; that the office's director decides the second is the setting's. */
export const EXTENSION_MACHINE: Machine = {
  machine: 'extension-request',
  zh: '延期申请',
  en: 'Extension request',
  initial: 'requested',
  transitions: [
    { action: 'leader_sign', zh: '单位领导审核', en: 'Sign', from: ['requested'], to: 'leader_ok', by: ['pilot_leader'] },
    { action: 'approve', zh: '批准', en: 'Approve', from: ['leader_ok'], to: 'approved', by: ['dept_leader', 'office_staff', 'office_director'] },
    { action: 'reject', zh: '驳回', en: 'Reject', from: ['requested'], to: 'rejected', by: ['pilot_leader', 'dept_leader', 'office_staff', 'office_director'], needs: ['reason'] },
    { action: 'reject', zh: '驳回', en: 'Reject', from: ['leader_ok'], to: 'rejected', by: ['dept_leader', 'office_staff', 'office_director'], needs: ['reason'] },
  ],
};

/** How many extensions the lead and then the office may grant: the setting `assignment.extensions`. */
export interface ExtensionLimits {
  byLead: number;
  byOffice: number;
}

/** States in which an assignment has a limit that can be moved. */
export const EXTENDABLE = ['issued', 'in_progress', 'returned'] as const;

export interface ExtensionFacts {
  sequence: number;
  leadDepartmentId: string;
}

/** Who decides the nth extension: the leading department (or the office for it), then the office's director alone. */
export const decides = (actor: { reach: string; scope: string | null; role: string }, { sequence, leadDepartmentId }: ExtensionFacts, { byLead }: ExtensionLimits): boolean =>
  sequence > byLead ? actor.role === 'office_director' : actor.reach === 'province' || (actor.reach === 'department' && actor.scope === leadDepartmentId);

/** What the actor may do to a request now. The guard of the transitions decides by the same function. */
export function extensionAbilities(
  actor: { reach: string; scope: string | null; role: string; permissions: ReadonlySet<string> },
  row: ExtensionFacts & { state: string },
  limits: ExtensionLimits,
): string[] {
  if (!actor.permissions.has('assignment.act')) return [];
  return actionsFor(EXTENSION_MACHINE, row.state, actor.role).filter((action) => action === 'leader_sign' || actor.reach === 'unit' || decides(actor, row, limits));
}

/** Whether the role asks for extensions at all: whoever answers. */
export const ASKS = ['pilot_liaison'] as const;

export interface Asked {
  today: string;
  state: string;
  dueOn: string;
  proposedDueOn: string;
  granted: number;
  open: boolean;
}

/** @returns everything that stands against asking */
export function standsAgainstAsking({ today, state, dueOn, proposedDueOn, granted, open }: Asked, { byLead, byOffice }: ExtensionLimits): FieldError[] {
  const unless = (ok: boolean, pointer: string, code: string, params?: FieldError['params']): FieldError[] => (ok ? [] : [{ pointer, code, params }]);
  return [
    ...unless((EXTENDABLE as readonly string[]).includes(state), '/assignmentId', 'not_extendable'),
    ...unless(today <= dueOn, '/assignmentId', 'extension_too_late', { day: dueOn }),
    ...unless(proposedDueOn > dueOn, '/proposedDueOn', 'extension_not_later', { day: dueOn }),
    ...unless(granted < byLead + byOffice, '/assignmentId', 'extension_used_up', { max: byLead + byOffice }),
    ...unless(!open, '/assignmentId', 'extension_open'),
  ];
}
