import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Db, type Actor } from '../kernel/index.js';
import { exportLedger, type ExportRow, type LedgerColumn } from '../ledgers/index.js';
import { labelOf } from '../units/index.js';
import type { RoadmapBar, RoadmapExportQuery } from './roadmap.dto.js';
import { markOf, monthsBetween } from './roadmap.rules.js';
import { BAR, BAR_TABLES, roadmapConditions, WHOLE } from './roadmap.sql.js';

const AT_ONCE = 1000;
/** Beyond, a sheet is no picture any more. */
const MOST_MONTHS = 60;

const COLUMNS: readonly LedgerColumn[] = [
  { key: 'task', header: '任务编号' },
  { key: 'name', header: '任务名称', long: true },
  { key: 'lead', header: '牵头部门' },
  { key: 'unit', header: '单位名称', long: true },
  { key: 'region', header: '地区' },
  { key: 'no', header: '任务单编号' },
  { key: 'state', header: '状态' },
  { key: 'light', header: '亮灯' },
  { key: 'from', header: '交办日期' },
  { key: 'dueOn', header: '办理期限' },
  { key: 'originalDueOn', header: '原定期限' },
  { key: 'progress', header: '进度' },
  { key: 'milestones', header: '里程碑', many: true, long: true },
];

/** Which columns the rows are ordered by, so that the lines of the roadmap lie together. */
const ORDER = { task: 't.sequence, t.catalogue_version, r.protocol_order, u.name', unit: 'r.protocol_order, u.name, t.sequence', department: 'd.protocol_order, t.sequence, r.protocol_order, u.name' };

type Row = RoadmapBar & { region: string };

/** The roadmap as a workbook: a row per assignment, and a column per month in which its span is drawn. */
@Injectable()
export class ExportRoadmap {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async export(actor: Actor, query: RoadmapExportQuery): Promise<{ name: string; content: Readable }> {
    const today = this.clock.today();
    const where = roadmapConditions(query, today, actor.role);
    const [whole] = await this.db.read<{ from: string | null; to: string | null }>(actor, { name: undefined, text: WHOLE(where) }, where.values);
    const months = whole?.from && whole.to ? monthsBetween(whole.from, whole.to).slice(0, MOST_MONTHS) : [];
    const columns = [...COLUMNS, ...months.map((month) => ({ key: month, header: month }))];
    return { name: '路线图.xlsx', content: exportLedger('路线图', columns, this.pages(actor, query, today, months)) };
  }

  private async *pages(actor: Actor, query: RoadmapExportQuery, today: string, months: string[]): AsyncGenerator<ExportRow[]> {
    const order = ORDER[query.by ?? 'task'];
    for (let offset = 0; ; offset += AT_ONCE) {
      const where = roadmapConditions(query, today, actor.role);
      // one order for every page: the ids decide where names are alike
      const text = `SELECT ${BAR}, r.name AS region FROM assignment a ${BAR_TABLES} JOIN region r ON r.id = a.region_id
        WHERE $1::date IS NOT NULL AND ${where.sql} ORDER BY ${order}, a.id LIMIT ${AT_ONCE} OFFSET ${offset}`;
      const rows = await this.db.read<Row>(actor, { name: undefined, text }, where.values);
      yield rows.map((row) => toRow(row, months));
      if (rows.length < AT_ONCE) return;
    }
  }
}

function toRow(row: Row, months: string[]): ExportRow {
  const spans = Object.fromEntries(months.map((month) => [month, markOf(month, row)]));
  return {
    task: row.task.code, name: row.task.name, lead: row.lead.name, unit: row.unit.name, region: row.region, no: row.no,
    state: labelOf('task_state', row.state), light: labelOf('light', row.light), from: row.from, dueOn: row.dueOn,
    originalDueOn: row.originalDueOn === row.dueOn ? null : row.originalDueOn, progress: `${row.progress}%`,
    milestones: row.milestones.map(({ name, dueOn }) => `${dueOn} ${name}`), ...spans,
  };
}
