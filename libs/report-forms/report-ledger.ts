import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { idNumbers } from '../cases/index.js';
import { conflict, Problem, type Actor } from '../kernel/index.js';
import { folded, LedgerKinds, type KeptRow, type Known, type LedgerColumn, type LedgerKind, type LedgerRow, type RowReader, type Trace, type TracedRow } from '../ledgers/index.js';
import { type CellIn, lockedBy, readCell, ReportPages, WriteCells, writes } from '../reports/index.js';
import { addressOf, answersOf, lineIndex, linesOf, type FormLine } from './report-sheet.rules.js';

const COLUMNS: readonly LedgerColumn[] = [
  { key: 'report', header: '报告编号', required: true },
  { key: 'unit', header: '单位名称', long: true },
  { key: 'code', header: '编号', synonyms: ['任务编号', '指标编号'], required: true },
  { key: 'name', header: '名称', synonyms: ['任务名称', '指标名称', '栏目'], long: true },
  { key: 'measure', header: '计量单位' },
  { key: 'lastPeriod', header: '上期数' },
  { key: 'lastYear', header: '上年同期', synonyms: ['上年同期数'] },
  { key: 'progress', header: '进度', synonyms: ['完成进度', '完成率'] },
  { key: 'value', header: '本期数' },
  { key: 'numerator', header: '分子' },
  { key: 'denominator', header: '分母' },
  { key: 'done', header: '工作进展', synonyms: ['完成情况', '进展情况'], long: true },
  { key: 'problems', header: '存在问题', long: true },
  { key: 'nextSteps', header: '下一步打算', synonyms: ['下一步'], long: true },
  { key: 'content', header: '内容', long: true },
  { key: 'explanation', header: '填报说明', long: true },
];
const ANSWERS = ['progress', 'value', 'numerator', 'denominator', 'done', 'problems', 'nextSteps', 'content', 'explanation'] as const;
/** On what basis union staff fill in for a unit whose form they bring. */
const BASIS = '离线填报表导入';

const NAMED = `SELECT p.id, c.case_no || '/' || d.code AS no FROM progress_report p JOIN pilot_case c ON c.id = p.pilot_case_id JOIN reporting_period d ON d.id = p.reporting_period_id
  WHERE p.is_current AND c.case_no || '/' || d.code = ANY ($1)`;

interface Answers extends Record<string, unknown> {
  reportId: string;
  /** The line's first cell: with the report, what the row is about. */
  line: string;
  /** Column → address of the cell, of those that the line has. */
  cells: Record<string, string>;
  /** What the cells said when the form was previewed: whatever was typed since is not overwritten. */
  was: Record<string, string>;
}
interface Form {
  reportId: string;
  /** Why nothing can be written; null where it can. */
  closed: string | null;
  lines: ReadonlyMap<string, FormLine>;
  says: (line: FormLine) => Record<string, string>;
}
type Forms = ReadonlyMap<string, Form>;

/** Reports that were filled in offline: a row per task, indicator or section, of one unit or of many. */
@Injectable()
export class ReportLedger implements LedgerKind<Answers, Forms>, OnModuleInit {
  readonly name = 'progress-reports';
  readonly title = { zh: '进展报告填报表', en: 'Progress report forms' };
  readonly columns = COLUMNS;
  readonly marks = ['report', 'code'];
  readonly keyColumn = 'code';
  readonly fields = Object.fromEntries(ANSWERS.map((key) => [key, key]));

  constructor(
    @Inject(LedgerKinds) private readonly kinds: LedgerKinds,
    @Inject(ReportPages) private readonly pages: ReportPages,
    @Inject(WriteCells) private readonly writing: WriteCells,
  ) {}

  onModuleInit(): void {
    this.kinds.bring(this);
  }

  async references(em: EntityManager, actor: Actor, rows: readonly LedgerRow[]): Promise<Forms> {
    const named = [...new Set(rows.flatMap(({ cells }) => (cells['report'] ? [cells['report'].normalize('NFKC').trim()] : [])))];
    const forms = new Map<string, Form>();
    for (const { id, no } of (await em.query(NAMED, [named])) as { id: string; no: string }[]) {
      const report = await this.pages.openWithin(em, actor, id);
      const standing = this.pages.standing(report);
      const closed = writes(actor, standing) ? null : lockedBy(standing);
      forms.set(folded(no), { reportId: id, closed, lines: lineIndex(linesOf(report)), says: (line) => answersOf(report, line) });
    }
    return forms;
  }

  options(): Record<string, string[]> {
    return {};
  }

  check(row: RowReader, forms: Forms): Answers | undefined {
    const form = forms.get(folded(row.required('report')));
    const code = row.required('code');
    if (!form) {
      if (row.text('report')) row.report('error', 'report', 'unknown_report');
      return undefined;
    }
    if (form.closed) row.report('error', 'report', form.closed);
    const line = form.lines.get(folded(code));
    if (!line) {
      if (code) row.report('error', 'code', 'unknown_line', [...form.lines.values()].map((one) => one.code));
      return undefined;
    }
    const was = form.says(line);
    const says = Object.fromEntries(ANSWERS.map((column) => [column, line.cells[column] ? readAnswer(row, line, column, was[column]!) : null]));
    const cells = Object.fromEntries(Object.entries(line.cells).map(([column, cell]) => [column, addressOf(cell)]));
    return { reportId: form.reportId, line: Object.values(cells)[0]!, cells, was, ...says };
  }

  keyOf = ({ reportId, line }: Answers): string => `${reportId} ${line}`;
  subjectOf = (record: Answers): string => this.keyOf(record);

  async known(_em: EntityManager, _actor: Actor, records: Answers[]): Promise<Known> {
    const known = new Map(records.map((record) => [this.keyOf(record), { ...record, ...record.was }]));
    return { records: known, subjects: known };
  }

  /** @throws 409 where somebody wrote in one of the cells since the preview: then nothing of the form is taken in */
  async write(em: EntityManager, actor: Actor, rows: KeptRow<Answers>[]): Promise<Map<string, Trace>> {
    const changed = rows.map(({ id, record }) => ({
      id, reportId: record.reportId,
      cells: Object.entries(record.cells).map(([column, cell]) => ({ cell, value: record[column] as string, was: record.was[column] ?? '' })).filter(({ value, was }) => value !== was),
    }));
    for (const [reportId, cells] of byReport(changed)) {
      const { refused } = await this.writing.write(em, actor, reportId, { cells, ...basis(actor) });
      if (refused.length > 0) throw conflict('form_changed_meanwhile', { params: { count: refused.length }, extra: { refused } });
    }
    return new Map(changed.map(({ id, reportId, cells }) => [id, { created: [], undo: { reportId, cells: cells.map(({ cell, value, was }) => ({ cell, value: was, was: value })) } }]));
  }

  async takeBack(em: EntityManager, actor: Actor, rows: TracedRow[]): Promise<TracedRow[]> {
    const traced = rows.map((row) => ({ row, ...(row.undo as { reportId: string; cells: CellIn[] }) }));
    const late: TracedRow[] = [];
    for (const [reportId, cells] of byReport(traced)) {
      const ofReport = traced.filter((one) => one.reportId === reportId);
      try {
        const { refused } = await this.writing.write(em, actor, reportId, { cells, ...basis(actor) });
        late.push(...ofReport.filter((one) => one.cells.some(({ cell }) => refused.some((not) => not.cell === cell))).map(({ row }) => row));
      } catch (error) {
        // handed in meanwhile
        if (!(error instanceof Problem)) throw error;
        late.push(...ofReport.map(({ row }) => row));
      }
    }
    return late;
  }
}

const basis = (actor: Actor) => (actor.reach === 'unit' ? {} : { onBehalf: BASIS });

function byReport(rows: readonly { reportId: string; cells: CellIn[] }[]): Map<string, CellIn[]> {
  const reports = new Map<string, CellIn[]>();
  for (const { reportId, cells } of rows) if (cells.length > 0) reports.set(reportId, [...(reports.get(reportId) ?? []), ...cells]);
  return reports;
}

/** What a cell of the form says, as the report keeps it. An empty progress is no answer, and leaves what is there. */
function readAnswer(row: RowReader, line: FormLine, column: string, was: string): string {
  const text = row.text(column);
  if (row.flawed(column) || (column === 'progress' && text === '')) return was;
  const read = readCell(line.cells[column]!, text);
  if ('code' in read) {
    row.report('error', column, read.code);
    return was;
  }
  if (idNumbers(read.value, '').length > 0) row.report('error', column, 'no_id_number');
  return read.value;
}
