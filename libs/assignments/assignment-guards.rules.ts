import type { FieldError } from '../kernel/index.js';

/** What the guards of an assignment's transitions look at; gathered before they decide, so that they stay pure. */
export interface AssignmentFacts {
  /** The setting `assignment.feedback`. */
  asksEvidence: boolean;
  /** Files handed in with the feedback, and those of the assignment and its progress entries since it was last returned. */
  evidence: number;
  /** Names of co-leading and cooperating departments that have not confirmed this round's feedback. */
  unconfirmed: readonly string[];
  /** Whether the office decides: it may go without a confirmation, and says why. */
  office: boolean;
  /** Of a suspended assignment; null for one suspended before this was kept. */
  workingDaysLeft: number | null;
  /** `limited`: whether it says a limit, in whichever way. */
  input: { limited: boolean; unconfirmedReason?: string };
}

type Guard = (facts: AssignmentFacts) => FieldError[];
const unless = (ok: boolean, pointer: string, code: string, params?: FieldError['params']): FieldError[] => (ok ? [] : [{ pointer, code, params }]);

/** Each guard names everything that is wrong, with its place. */
const GUARDS = {
  evidence_given: ({ asksEvidence, evidence }) => unless(!asksEvidence || evidence > 0, '/attachmentIds', 'evidence_required'),
  partners_confirmed: ({ unconfirmed, office, input }) =>
    office && input.unconfirmedReason?.trim()
      ? []
      : unless(unconfirmed.length === 0, '/unconfirmedReason', office ? 'not_confirmed_needs_reason' : 'not_confirmed', { departments: unconfirmed.join('、') }),
  limit_to_resume: ({ workingDaysLeft, input }) => unless(workingDaysLeft !== null || input.limited, '/dueOn', 'required'),
} satisfies Record<string, Guard>;
export type GuardName = keyof typeof GUARDS;

/** What an action needs beside the fields of its transition's `needs`. Source: workflows.json «TaskAssignment», `guard`. */
export const ASSIGNMENT_GUARDS: Readonly<Record<string, readonly GuardName[]>> = {
  feedback: ['evidence_given'],
  complete: ['partners_confirmed'],
  resume: ['limit_to_resume'],
};

/** @returns everything that stands against `action`, of every guard it has */
export const standsAgainst = (action: string, facts: AssignmentFacts): FieldError[] => (ASSIGNMENT_GUARDS[action] ?? []).flatMap((name) => (GUARDS[name] as Guard)(facts));
