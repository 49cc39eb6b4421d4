/** @returns the months from one day to another, both with it, as `YYYY-MM` */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let [year, month] = from.split('-').map(Number) as [number, number];
  const last = to.slice(0, 7);
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name > last) return months;
    months.push(name);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
}

interface Span {
  from: string;
  dueOn: string;
  milestones: { dueOn: string }[];
}

/** @returns what a month of a span looks like in a table: ■ under way, ◆ with a milestone, ● due in it; null where it is not there */
export function markOf(month: string, { from, dueOn, milestones }: Span): string | null {
  const milestone = milestones.some((one) => one.dueOn.startsWith(month)) ? '◆' : '';
  if (dueOn.startsWith(month)) return `${milestone}●`;
  if (month < from.slice(0, 7) || month > dueOn.slice(0, 7)) return milestone || null;
  return `${milestone || '■'}`;
}
