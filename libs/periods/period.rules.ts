import { addDays } from '../kernel/index.js';

/** States in which a case is a pilot: whoever is in one of them stands on a period's roll, expected or not. */
export const PILOT_STATES = ['designated', 'plan_review', 'implementing', 'evaluating', 'passed', 'model', 'suspended', 'withdrawn'] as const;

/** Why no report is expected of a case on the roll, the first that holds. */
export const ROLL_REASONS = ['other_state', 'other_level', 'other_region', 'other_batch'] as const;

/** How many periods of a type a year has; null where as many as somebody makes. Types: vocab.json «report_type». */
const PER_YEAR: Record<string, number | null> = { quarterly: 4, half_year: 2, annual: 1, special: null };

export const isNumberOf = (type: string, number: number): boolean => number >= 1 && number <= (PER_YEAR[type] ?? 99);

const month = (n: number) => String(n).padStart(2, '0');

/** What a period is about. @returns its first and last day; null for a special one, of which somebody must say it */
export function spanOf(type: string, year: number, number: number): { startsOn: string; endsOn: string } | null {
  const n = PER_YEAR[type];
  if (!n) return null;
  const months = 12 / n;
  const last = number * months;
  const endsOn = addDays(last === 12 ? `${year + 1}-01-01` : `${year}-${month(last + 1)}-01`, -1);
  return { startsOn: `${year}-${month(last - months + 1)}-01`, endsOn };
}

/** @returns its code and what it is called; a special one is called by whoever makes it */
export function namesOf(type: string, year: number, number: number): { code: string; name?: string; nameEn?: string } {
  switch (type) {
    case 'quarterly':
      return { code: `${year}Q${number}`, name: `${year}年第${'一二三四'[number - 1]}季度`, nameEn: `Quarter ${number}, ${year}` };
    case 'half_year':
      return { code: `${year}H${number}`, name: `${year}年${'上下'[number - 1]}半年`, nameEn: `${['First', 'Second'][number - 1]} half of ${year}` };
    case 'annual':
      return { code: `${year}Y`, name: `${year}年度`, nameEn: `Year ${year}` };
    default:
      return { code: `${year}S${number}` };
  }
}

/** Days before the due day on which whoever has not handed in is reminded. 督办通例；由省产改办确认 */
export const REMIND_WORKING_DAYS_BEFORE = 3;

/** What may be changed of a period that is open: who is expected and what it is about stay as they were. */
export const CHANGEABLE_WHEN_OPEN = ['name', 'nameEn', 'dueOn', 'dueInWorkingDays', 'dueInCalendarDays', 'closesOn', 'instructions'] as const;

/** What an actor may do to a period now. */
export function abilitiesOnPeriod(permissions: ReadonlySet<string>, period: { openedAt: Date | string | null; closesOn: string }, today: string): string[] {
  if (!permissions.has('period.keep')) return [];
  if (period.openedAt !== null) return ['change'];
  return today <= period.closesOn ? ['change', 'open'] : ['change'];
}
