import type { SectionField } from './report-cells.rules.js';

export interface EntryWords {
  /** Percent done, 0–100. */
  progress: number;
  done: string;
  problems: string;
  nextSteps: string;
}

/** An entry of the log since the last report. */
export interface LoggedUpdate {
  id: string;
  occurredOn: string;
  progress: number;
  done: string;
  problems: string | null;
  nextSteps: string | null;
}

export interface EntryContent extends EntryWords {
  assignmentId: string;
  explanation: string;
  /** Not written by anybody yet: what the last report and the log say. */
  prefilled: boolean;
  /** Nothing is asked while it is suspended. */
  suspended: boolean;
  previous: EntryWords | null;
  updates: readonly LoggedUpdate[];
}

/** Numbers come as text, exact. */
export interface Numbers {
  value: string | null;
  numerator: string | null;
  denominator: string | null;
}

export interface IndicatorContent extends Numbers {
  code: string;
  /** stock, flow, ratio or money */
  kind: string;
  explanation: string;
  prefilled: boolean;
  lastPeriod: Numbers | null;
  lastYear: Numbers | null;
}

/** What a report says, with what it stands beside. */
export interface ReportContent {
  entries: EntryContent[];
  indicators: IndicatorContent[];
  sections: Record<SectionField, string>;
}

const day = (date: string): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
const LONGEST = 4000;

/**
 * What an entry opens with: what was logged since the last report, in its order; where nothing was, what the last report said.
 * @param now progress of the assignment as it stands
 */
export function prefilledEntry(now: number, previous: EntryWords | null, updates: readonly LoggedUpdate[]): EntryWords {
  const last = updates.at(-1);
  const logged = updates.map(({ occurredOn, done }) => `${day(occurredOn)}：${done}`).join('\n');
  return {
    progress: last?.progress ?? Math.max(now, previous?.progress ?? 0),
    done: (logged || previous?.done || '').slice(0, LONGEST),
    problems: last?.problems ?? previous?.problems ?? '',
    nextSteps: last?.nextSteps ?? previous?.nextSteps ?? '',
  };
}

/** A stock stands until it moves, and is confirmed; what flowed in one period says nothing about the next, nor does a ratio. */
export const prefilledValue = (kind: string, lastPeriod: Numbers | null): Numbers => ({
  value: kind === 'stock' ? (lastPeriod?.value ?? null) : null, numerator: null, denominator: null,
});

/** @returns a ratio in percent, two decimals; null where it has none */
export const ratioOf = (n: Numbers | null): number | null =>
  n === null || n.numerator === null || n.denominator === null || Number(n.denominator) === 0 ? null : round((100 * Number(n.numerator)) / Number(n.denominator));

/** 同比: percent more or less than in the same period last year; of a ratio, points. Null where either is missing. */
export function changeOnYear(kind: string, now: Numbers, before: Numbers | null): number | null {
  if (kind === 'ratio') {
    const [a, b] = [ratioOf(now), ratioOf(before)];
    return a === null || b === null ? null : round(a - b);
  }
  if (now.value === null || before?.value == null || Number(before.value) === 0) return null;
  return round((100 * (Number(now.value) - Number(before.value))) / Number(before.value));
}

const round = (n: number): number => Math.round(n * 100) / 100;
