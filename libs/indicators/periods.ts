import { invalid, type FieldError } from '../kernel/index.js';
import type { FigurePeriod } from './indicators.dto.js';
import { inOrder, noSpan } from './rollup.rules.js';

/** Every period that was opened by the day `$1`, in the order in which they opened: of others there is nothing to add up. */
export const OPENED = {
  name: 'figures.periods',
  text: `SELECT id, name, name_en AS "nameEn", type, year, number, starts_on AS "startsOn", ends_on AS "endsOn", due_on AS "dueOn", due_on < $1 AS due
         FROM reporting_period WHERE opens_on <= $1 ORDER BY opens_on, id`,
};

interface Asked {
  period?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The last of which all reports are due, for the numbers of one that is under way are still coming in; special ones only where there is nothing else. */
function lastDue(opened: readonly FigurePeriod[]): FigurePeriod[] {
  const regular = opened.filter(({ type }) => type !== 'special');
  const among = regular.length > 0 ? regular : opened;
  const due = among.filter((one) => one.due);
  return (due.length > 0 ? due : among).slice(-1);
}

/**
 * The periods that are asked for, oldest first: one, a span of one type, or the last that is due.
 * @throws 422 for what is no span, with the reason, and for a period that there is not or not yet
 */
export function spanOf(opened: readonly FigurePeriod[], { period, from, to }: Asked): FigurePeriod[] {
  if (period && (from || to)) throw invalid([{ pointer: from ? 'from' : 'to', code: 'one_span_only' }]);
  if (!period && !from && !to) return lastDue(opened);
  const errors: FieldError[] = [];
  const find = (pointer: string, id: string | undefined): FigurePeriod | undefined => {
    const found = opened.find((one) => one.id === id);
    if (!found) errors.push(id ? { pointer, code: 'not_opened', params: { value: id } } : { pointer, code: 'required' });
    return found;
  };
  const [first, last] = period ? [find('period', period), find('period', period)] : [find('from', from), find('to', to)];
  if (!first || !last) throw invalid(errors.slice(0, period ? 1 : 2));
  const reason = noSpan(first, last);
  if (reason) throw invalid([{ pointer: 'to', code: reason }]);
  return opened.filter((one) => one.type === first.type && inOrder(first, one) <= 0 && inOrder(one, last) <= 0).sort(inOrder);
}
