import type { FieldError } from '../kernel/index.js';
import { isDecimal, toCents } from './points.rules.js';

/** What the system itself keeps rows of, and so can count against a unit. */
export const DEDUCTIONS = ['late_report', 'red_assignment', 'overdue_rectification', 'correction'] as const;
export type DeductionCode = (typeof DEDUCTIONS)[number];

/** A second-level indicator: measured by an indicator of the reports against a target, or judged. */
export interface SchemeItem {
  code: string;
  name: string;
  nameEn: string;
  points: number;
  criteria: string;
  /** Code of the indicator that measures it; null where people judge. */
  indicator: string | null;
  /** The target for every unit; null where each names its own, from its plan. A decimal of at most four places. */
  target: string | null;
  /** Whether a file has to stand behind it. What is measured stands on the reports. */
  evidence: boolean;
}

export interface SchemeLevel {
  code: string;
  name: string;
  nameEn: string;
  items: SchemeItem[];
}

interface Named {
  code: string;
  name: string;
  nameEn: string;
}

export interface SchemeDeduction extends Named {
  code: DeductionCode;
  points: number;
  /** So many are let pass. */
  beyond: number;
  /** For each one beyond; otherwise once. */
  each: boolean;
}

/** How a year is evaluated. Data: the office changes it before scoring begins. */
export interface Scheme {
  total: number;
  levels: SchemeLevel[];
  bonus: { max: number; items: (Named & { points: number })[] };
  veto: Named[];
  deductions: SchemeDeduction[];
  /** By their least score; the least of all stands for what a veto item leads to. */
  grades: (Named & { min: number })[];
  /** What points without a file come to: nothing, or a refusal to hand in. */
  noEvidence: 'zero' | 'refused';
}

export const itemsOf = (scheme: Scheme): SchemeItem[] => scheme.levels.flatMap(({ items }) => items);
/** What points every first-level indicator has: those of its items. */
export const pointsOf = ({ items }: SchemeLevel): number => items.reduce((sum, { points }) => sum + toCents(points), 0) / 100;

const twoPlaces = (points: number) => points >= 0 && Math.abs(points * 100 - Math.round(points * 100)) < 1e-6;

/** @returns everything that makes it no scheme, with its place */
export function schemeFlaws(scheme: Scheme, indicators: ReadonlySet<string>): FieldError[] {
  const flaws: FieldError[] = [];
  const say = (wrong: boolean, pointer: string, code: string, params?: FieldError['params']) => {
    if (wrong) flaws.push({ pointer, code, params });
  };
  const codes = new Set<string>();
  const once = (code: string, pointer: string) => {
    say(codes.has(code), pointer, 'repeated', { value: code });
    codes.add(code);
  };
  scheme.levels.forEach((level, l) => {
    once(level.code, `/levels/${l}/code`);
    level.items.forEach((item, i) => {
      const at = `/levels/${l}/items/${i}`;
      once(item.code, `${at}/code`);
      say(!twoPlaces(item.points) || item.points === 0, `${at}/points`, 'two_places');
      say(item.indicator !== null && !indicators.has(item.indicator), `${at}/indicator`, 'unknown_reference', { value: item.indicator });
      say(item.target !== null && item.indicator === null, `${at}/target`, 'target_without_indicator');
      say(item.target !== null && !(isDecimal(item.target) && Number(item.target) > 0), `${at}/target`, 'bad_target');
    });
  });
  scheme.bonus.items.forEach((item, i) => {
    once(item.code, `/bonus/items/${i}/code`);
    say(!twoPlaces(item.points), `/bonus/items/${i}/points`, 'two_places');
  });
  scheme.veto.forEach((item, i) => once(item.code, `/veto/${i}/code`));
  scheme.deductions.forEach((item, i) => {
    once(item.code, `/deductions/${i}/code`);
    say(!twoPlaces(item.points), `/deductions/${i}/points`, 'two_places');
  });
  const sum = itemsOf(scheme).reduce((a, { points }) => a + toCents(points), 0);
  say(sum !== toCents(scheme.total), '/total', 'points_do_not_add_up', { sum: sum / 100, total: scheme.total });
  const least = scheme.grades.map(({ min }) => min);
  say(least.at(-1) !== 0, '/grades', 'grades_begin_at_zero');
  say(least.some((min, i) => i > 0 && min >= least[i - 1]!), '/grades', 'grades_descend');
  return flaws;
}
