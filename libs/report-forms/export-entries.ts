import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, type Actor } from '../kernel/index.js';
import { exportLedger, type ExportRow, type LedgerColumn } from '../ledgers/index.js';
import { labelOf } from '../units/index.js';
import type { EntryExportQuery } from './export-entries.dto.js';

const COLUMNS: readonly LedgerColumn[] = [
  { key: 'period', header: '填报期' },
  { key: 'unit', header: '单位名称', long: true },
  { key: 'uscc', header: '统一社会信用代码' },
  { key: 'caseNo', header: '档案编号' },
  { key: 'region', header: '所属地区' },
  { key: 'task', header: '任务编号' },
  { key: 'taskName', header: '任务名称', long: true },
  { key: 'progress', header: '进度' },
  { key: 'done', header: '完成情况', long: true },
  { key: 'problems', header: '存在问题', long: true },
  { key: 'nextSteps', header: '下一步', long: true },
  { key: 'state', header: '报告状态' },
  { key: 'submittedAt', header: '报送时间' },
];

/** Cases a page: about a thousand entries, whether one period is asked for or all. */
const CASES = { one: 24, all: 4 };

// From the reports that are seen, the latest edition of each; a department sees entries whose report it does not, and only those that count.
const SEEN = `JOIN progress_report r ON r.pilot_case_id = c.id AND r.is_current
  JOIN report_entry e ON e.year = r.year AND e.progress_report_id = r.id JOIN assignment a ON a.id = e.assignment_id`;
const OF_TASKS = `JOIN assignment a ON a.pilot_case_id = c.id JOIN report_entry e ON e.assignment_id = a.id LEFT JOIN progress_report r ON r.id = e.progress_report_id`;

type Row = ExportRow & { last: string; state: string | null };

/** What the reports say of each task, as a workbook: a row per entry, unit after unit. Written while it is read. */
@Injectable()
export class ExportEntries {
  constructor(@Inject(Db) private readonly db: Db) {}

  export(actor: Actor, query: EntryExportQuery): { name: string; content: Readable } {
    return { name: '进展报告明细.xlsx', content: exportLedger('进展报告明细', COLUMNS, this.pages(actor, query)) };
  }

  private async *pages(actor: Actor, query: EntryExportQuery): AsyncGenerator<ExportRow[]> {
    const years = query.period ? await this.years(actor, query.period) : undefined;
    for (let next = this.page(actor, query, years, ''); ; ) {
      const { rows, last } = await next;
      // the next page is read while this one is written; whoever breaks off asks no more for it
      if (last !== null) (next = this.page(actor, query, years, last)).catch(() => undefined);
      yield rows;
      if (last === null) return;
    }
  }

  private async page(actor: Actor, query: EntryExportQuery, years: number[] | undefined, after: string): Promise<{ rows: ExportRow[]; last: string | null }> {
    const cases = new Conditions()
      .add('region', 'c.region_id = ANY (ARRAY(SELECT id FROM region WHERE code = ANY ($)))', query.region)
      .add('batch', 'c.batch_id = ANY (ARRAY(SELECT id FROM batch WHERE code = ANY ($)))', query.batch)
      .add('after', 'c.case_no > $', after);
    const most = query.period?.length === 1 ? CASES.one : CASES.all;
    const page = `SELECT c.id, c.case_no, c.pilot_unit_id, c.region_id FROM pilot_case c WHERE ${cases.sql} ORDER BY c.case_no LIMIT ${most}`;
    const where = cases.only()
      .add('period', 'e.reporting_period_id = ANY ($)', query.period)
      .add('year', 'e.year = ANY ($)', years)
      .add('task', 'a.task_code = ANY ($)', query.task)
      .add('department', 'a.lead_department_id = ANY (ARRAY(SELECT id FROM organisation WHERE code = ANY ($)))', query.department);
    const text = `WITH c AS MATERIALIZED (${page}), entries AS (
        SELECT c.case_no AS "caseNo", d.starts_on, d.name AS period, u.name AS unit, u.uscc, g.name AS region, a.task_code AS task, t.name AS "taskName",
          e.progress || '%' AS progress, e.done, e.problems, e.next_steps AS "nextSteps", r.state,
          to_char(r.submitted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS "submittedAt"
        FROM c ${actor.reach === 'department' ? OF_TASKS : SEEN} JOIN reporting_period d ON d.id = e.reporting_period_id
        JOIN task_category t ON t.id = a.task_category_id JOIN pilot_unit u ON u.id = c.pilot_unit_id JOIN region g ON g.id = c.region_id WHERE ${where.sql})
      SELECT n.last, n.n, entries.* FROM (SELECT max(case_no) AS last, count(*)::int AS n FROM c) n LEFT JOIN entries ON true
      ORDER BY "caseNo", starts_on, period, task`;
    const rows = await this.db.read<Row & { n: number; unit: string | null }>(actor, { name: undefined, text }, where.values);
    const [{ n, last }] = rows as [(typeof rows)[number]];
    return { rows: rows.filter(({ unit }) => unit !== null).map(inWords), last: n === most ? last : null };
  }

  /** Entries are kept in a part for each year: only those of the periods are looked into. */
  private async years(actor: Actor, periods: string[]): Promise<number[]> {
    const rows = await this.db.read<{ year: number }>(actor, { name: undefined, text: 'SELECT DISTINCT year FROM reporting_period WHERE id = ANY ($1)' }, [periods]);
    return rows.map(({ year }) => year);
  }
}

const inWords = (row: Row): ExportRow => ({ ...row, state: row.state === null ? null : labelOf('report_state', row.state) });
