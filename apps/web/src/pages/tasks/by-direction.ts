import type { TaskRow } from '../../api/model';

interface Filter { q: string | undefined; direction: string[]; department: string[] }

/** The tasks that are asked for, in the catalogue's order, under their directions. A catalogue is small: it is filtered here. */
export function byDirection(rows: TaskRow[], { q, direction, department }: Filter): { direction: string; rows: TaskRow[] }[] {
  const text = q?.trim().toLowerCase();
  const groups = new Map<string, TaskRow[]>();
  for (const row of rows) {
    if (direction.length > 0 && !direction.includes(row.direction)) continue;
    if (department.length > 0 && !department.includes(row.lead.code)) continue;
    if (text && !`${row.code} ${row.name} ${row.nameEn}`.toLowerCase().includes(text)) continue;
    groups.set(row.direction, [...(groups.get(row.direction) ?? []), row]);
  }
  return [...groups].map(([code, found]) => ({ direction: code, rows: found }));
}
