import type { FieldError } from '../kernel/index.js';
import { applicationGaps, isApplicationField, type ApplicationForm } from './application.rules.js';
import { planGaps, type Plan } from './plan.rules.js';

/** What the guards of a case's transitions look at; gathered before they decide, so that they stay pure. */
export interface CaseFacts {
  today: string;
  /** Whether the deciding office asks, or a sponsoring department for itself. */
  office: boolean;
  application: ApplicationForm;
  plan: Plan;
  taskCodes: readonly string[];
  batch: { appliesFrom: string | null; appliesTo: string | null };
  /** Sent back before: mending it is not bound to the window. */
  returned: boolean;
  /** Of the case's region in its batch; null where none is set. `recommended` and `designated` leave this case out. */
  quota: number | null;
  recommended: number;
  designated: number;
  publicityTo: string | null;
  openObjections: number;
  /** Codes of standing sponsors that have not confirmed the plan as it was handed in. */
  unconfirmed: readonly string[];
  /** What the libs above say against it: reports not accepted, no official evaluation, no practice published. */
  against: readonly FieldError[];
  input: { fieldReasons?: Record<string, string>; quotaReason?: string; designatedOn?: string };
}

type Guard = (facts: CaseFacts) => FieldError[];
const unless = (ok: boolean, pointer: string, code: string, params?: FieldError['params']): FieldError[] => (ok ? [] : [{ pointer, code, params }]);

/** Each guard names everything that is wrong, with its place. */
const GUARDS = {
  application_complete: ({ application }) => applicationGaps(application),
  window_open: ({ today, batch, returned }) => [
    ...unless(returned || batch.appliesFrom === null || batch.appliesFrom <= today, '/batch', 'batch_not_open', { day: batch.appliesFrom }),
    ...unless(returned || batch.appliesTo === null || today <= batch.appliesTo, '/batch', 'batch_closed', { day: batch.appliesTo }),
  ],
  fields_known: ({ input }) =>
    Object.keys(input.fieldReasons ?? {}).flatMap((field) => unless(isApplicationField(field), `/fieldReasons/${field}`, 'unknown_field')),
  quota_to_recommend: ({ quota, recommended }) => unless(quota === null || recommended < quota, '/quota', 'quota_exceeded', { quota, used: recommended }),
  quota_to_designate: ({ quota, designated, input }) =>
    unless(quota === null || designated < quota || !!input.quotaReason?.trim(), '/quotaReason', 'quota_needs_reason', { quota, used: designated }),
  publicity_over: ({ today, publicityTo }) => unless(publicityTo === null || publicityTo < today, '/publicityTo', 'publicity_not_over', { day: publicityTo }),
  objections_answered: ({ openObjections }) => unless(openObjections === 0, '/objections', 'objection_open', { count: openObjections }),
  direction_list: ({ taskCodes }) => unless(taskCodes.length > 0, '/taskCodes', 'required'),
  not_ahead: ({ today, input }) => unless(!input.designatedOn || input.designatedOn <= today, '/designatedOn', 'in_the_future'),
  plan_complete: ({ plan }) => planGaps(plan),
  sponsors_confirmed: ({ office, unconfirmed }) =>
    office ? unconfirmed.map((code): FieldError => ({ pointer: `/sponsors/${code}`, code: 'plan_not_confirmed', params: { department: code } })) : [],
  vouched_for: ({ against }) => [...against],
} satisfies Record<string, Guard>;
export type GuardName = keyof typeof GUARDS;

/** What an action needs beside the fields of its transition's `needs`. Source: workflows.json «PilotCase», `guard`. */
export const CASE_GUARDS: Readonly<Record<string, readonly GuardName[]>> = {
  apply: ['application_complete', 'window_open'],
  recommend: ['quota_to_recommend'],
  return: ['fields_known'],
  designate: ['publicity_over', 'objections_answered', 'direction_list', 'quota_to_designate', 'not_ahead'],
  submit_plan: ['plan_complete'],
  approve_plan: ['sponsors_confirmed'],
  start_evaluation: ['vouched_for'],
  pass: ['vouched_for'],
  name_model: ['vouched_for'],
};

/** @returns everything that stands against `action`, of every guard it has */
export const standsAgainst = (action: string, facts: CaseFacts): FieldError[] => (CASE_GUARDS[action] ?? []).flatMap((name) => (GUARDS[name] as Guard)(facts));
