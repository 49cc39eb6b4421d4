import type { Report } from '../../api/model';

/** What a cell says in the report as the API gave it; '' when empty. Addresses are the API's. */
export function cellText(report: Report, cell: string): string {
  const [part, row, field] = cell.split('/') as [string, string, string];
  if (part === 'sections') return report.sections[row as keyof Report['sections']];
  const entry = part === 'entries' ? report.entries.find(({ assignmentId }) => assignmentId === row) : undefined;
  if (entry) return String(entry[field as 'done']);
  const indicator = report.indicators.find(({ code }) => code === row);
  return indicator?.[field as 'value'] ?? '';
}

/** The report with one cell changed as the API kept it. */
export function withCell(report: Report, cell: string, value: string): Report {
  const [part, row, field] = cell.split('/') as [string, string, string];
  if (part === 'sections') return { ...report, sections: { ...report.sections, [row]: value } };
  if (part === 'entries') {
    const put = field === 'progress' ? Number(value) : value;
    return { ...report, entries: report.entries.map((entry) => (entry.assignmentId === row ? { ...entry, [field]: put, prefilled: false } : entry)) };
  }
  const put = field === 'explanation' ? value : value || null;
  return { ...report, indicators: report.indicators.map((one) => (one.code === row ? withRatios({ ...one, [field]: put, prefilled: false }) : one)) };
}

type Indicator = Report['indicators'][number];
const two = (n: number) => Math.round(n * 100) / 100;
const ratioOf = (of: Pick<Indicator, 'numerator' | 'denominator'> | null) => (of?.numerator == null || of.denominator == null || Number(of.denominator) === 0 ? null : two((100 * Number(of.numerator)) / Number(of.denominator)));

/** What follows from the numbers is shown at once; the API says the same when the page is opened again. */
function withRatios(one: Indicator): Indicator {
  const [ratio, before] = [ratioOf(one), one.lastYear];
  if (one.kind === 'ratio') {
    const was = ratioOf(before);
    return { ...one, ratio, changeOnYear: ratio === null || was === null ? null : two(ratio - was) };
  }
  const was = Number(before?.value ?? 0);
  return { ...one, changeOnYear: one.value === null || was === 0 ? null : two((100 * (Number(one.value) - was)) / was) };
}

/** What Excel puts on the clipboard: cells by tab, rows by line; a cell with either in it stands in quotes, which are doubled inside. */
export function readSheet(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const end = () => { rows.at(-1)!.push(cell); cell = ''; };
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let i = 0; i < plain.length; i += 1) {
    const char = plain[i]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (plain[i + 1] === '"') { cell += '"'; i += 1; }
      else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === '\t') end();
    else if (char === '\n') { end(); rows.push([]); }
    else cell += char;
  }
  end();
  return rows;
}

/** Brings a cell before the reader's eyes and the keyboard into it. */
export function goToCell(cell: string): void {
  const found = document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cell)}"]`);
  found?.scrollIntoView({ block: 'center', inline: 'nearest' });
  (found?.querySelector<HTMLElement>('textarea, [tabindex]') ?? found)?.focus();
}
