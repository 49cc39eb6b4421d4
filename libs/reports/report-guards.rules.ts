import type { FieldError } from '../kernel/index.js';
import type { Problem } from './report-checks.rules.js';

/** What the guards of a report's transitions look at; gathered before they decide, so that they stay pure. */
export interface ReportFacts {
  /** What is missing or looks wrong without a word of explanation. */
  problems: readonly Problem[];
  /** Whether the report has a cell of this address. */
  hasCell: (address: string) => boolean;
  /** How often it was handed in, and which of these the actor looked at last. */
  submissions: number;
  looked: number | null;
  /** The actor filed it in the unit's place. */
  filedByActor: boolean;
  input: { cells?: readonly { cell: string }[]; submission?: number; changesShown?: boolean };
}

type Guard = (facts: ReportFacts) => FieldError[];
const unless = (ok: boolean, pointer: string, code: string, params?: FieldError['params']): FieldError[] => (ok ? [] : [{ pointer, code, params }]);

/** Each guard names everything that is wrong, with its place. */
const GUARDS = {
  complete_or_explained: ({ problems }) => problems.map(({ cell, code, params }): FieldError => ({ pointer: `/${cell}`, code, params })),
  cells_known: ({ input, hasCell }) => (input.cells ?? []).flatMap(({ cell }, i) => unless(hasCell(cell), `/cells/${i}/cell`, 'unknown_cell')),
  looked_at: ({ submissions, looked, input: { submission, changesShown } }) =>
    submission !== undefined && submission !== submissions
      ? [{ pointer: '/submission', code: 'report_changed_since', params: { submissions } }]
      : unless(looked === submissions || changesShown === true, '/submission', looked === null ? 'report_not_looked_at' : 'report_changed_since', { submissions }),
  not_own_filing: ({ filedByActor }) => unless(!filedByActor, '/action', 'report_own_filing'),
} satisfies Record<string, Guard>;
export type GuardName = keyof typeof GUARDS;

/** What an action needs beside the fields of its transition's `needs`. Source: workflows.json «ProgressReport», `guard`. */
export const REPORT_GUARDS: Readonly<Record<string, readonly GuardName[]>> = {
  review: ['complete_or_explained'],
  file_for: ['complete_or_explained'],
  return: ['cells_known'],
  forward: ['not_own_filing'],
  accept: ['looked_at', 'not_own_filing'],
};

/** @returns everything that stands against `action`, of every guard it has */
export const standsAgainst = (action: string, facts: ReportFacts): FieldError[] => (REPORT_GUARDS[action] ?? []).flatMap((name) => (GUARDS[name] as Guard)(facts));
