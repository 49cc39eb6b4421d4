import type { FieldError } from '../kernel/index.js';
import { buildCalendar, type CalendarDay, type DayRule } from './calendar.rules.js';

/** One line of a year's file: a holiday, or a weekend day worked in lieu. */
export interface Exception {
  day: string;
  working: boolean;
  name: string;
}

/** A line that cannot be taken, as the sheet numbers it. */
export type YearFlaw = Omit<FieldError, 'pointer'> & { row: number; value: string };

/** What a line's kind may be called in an office's file. Source: the words of the State Council's notices. */
const KINDS: Record<string, boolean> = { 放假: false, 休: false, 休息: false, 节假日: false, holiday: false, 补班: true, 上班: true, 调休上班: true, 班: true, makeup: true, workday: true };

/** 全国年节及纪念日放假办法 (2024 revision): days off in every year whatever the arrangement is. */
const ALWAYS_OFF = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;

/** Lines below a header 日期 · 类型 · 名称, in any order of columns and below title rows. */
export function readYear(rows: readonly { number: number; cells: readonly string[] }[], year: number): { exceptions: Exception[]; flaws: YearFlaw[] } {
  const at = rows.findIndex(({ cells }) => cells.some((cell) => /^(日期|date)$/i.test(cell.trim())));
  const header = at < 0 ? undefined : rows[at]!.cells;
  const column = (name: RegExp) => header?.findIndex((cell) => name.test(cell.trim())) ?? -1;
  const [date, kind, name] = [column(/^(日期|date)$/i), column(/^(类型|type)$/i), column(/^(名称|节日|节假日|name)$/i)];
  if (date < 0 || kind < 0) return { exceptions: [], flaws: [{ row: rows[0]?.number ?? 1, value: '', code: 'year_file_header' }] };

  const exceptions = new Map<string, Exception>();
  const flaws: YearFlaw[] = [];
  for (const { number, cells } of rows.slice(at + 1)) {
    const [said, type] = [cells[date]?.trim() ?? '', cells[kind]?.trim() ?? ''];
    if (!said && !type) continue;
    const flaw = (code: string, value: string, params?: Record<string, unknown>) => flaws.push({ row: number, value, code, ...(params && { params }) });
    const day = dayOf(said);
    const working = KINDS[type.toLowerCase()];
    if (!day) flaw('not_a_day', said);
    else if (Number(day.slice(0, 4)) !== year) flaw('other_year', said, { year });
    else if (exceptions.has(day)) flaw('repeated', said);
    if (working === undefined) flaw('not_accepted', type, { accepted: ['放假', '补班'] });
    else if (day && working && !isWeekend(day)) flaw('makeup_on_weekday', said);
    if (day && working !== undefined) exceptions.set(day, { day, working, name: cells[name]?.trim() ?? '' });
  }
  const missing = ALWAYS_OFF.map((rest) => `${year}-${rest}`).filter((day) => exceptions.get(day)?.working !== false);
  if (flaws.length === 0 && missing.length > 0) flaws.push({ row: 0, value: missing.join('、'), code: 'holiday_missing', params: { days: missing } });
  return { exceptions: [...exceptions.values()], flaws };
}

/** @returns the calendar with `year` as its file says; the other years stay, and all is counted again */
export function withYear(current: readonly CalendarDay[], year: number, exceptions: readonly Exception[]): CalendarDay[] {
  const kept = new Map(current.map((day) => [day.day, day]));
  const said = new Map(exceptions.map((exception) => [exception.day, exception]));
  const rule: DayRule = (day) => {
    const inYear = Number(day.slice(0, 4)) === year;
    const known = inYear ? said.get(day) : kept.get(day);
    return { working: known?.working ?? !isWeekend(day), name: known?.name || null };
  };
  const years = [...current.map(({ day }) => Number(day.slice(0, 4))), year];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return buildCalendar(first, last, last, rule).map((day) => ({
    ...day,
    provisional: Number(day.day.slice(0, 4)) !== year && (kept.get(day.day)?.provisional ?? false),
  }));
}

/** @returns `YYYY-MM-DD`; undefined for what is no day of any calendar */
function dayOf(said: string): string | undefined {
  const [, year, month, date] = DAY.exec(said) ?? [];
  if (!year) return undefined;
  const day = `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`;
  return new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ? day : undefined;
}

const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
