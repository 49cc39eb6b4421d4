import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Db, type Actor } from '../kernel/index.js';
import { exportBook, type ExportRow, type LedgerColumn } from '../ledgers/index.js';
import { labelOf } from '../units/index.js';
import type { EvaluationRow } from './evaluation.dto.js';
import { EVALUATION_COLUMNS, EVALUATION_TABLES } from './evaluation-row.js';
import { evaluationConditions } from './evaluations.list.js';
import type { EvaluationExportQuery } from './export-evaluations.dto.js';

const AT_ONCE = 500;

const ROWS: readonly LedgerColumn[] = [
  { key: 'year', header: '年度' },
  { key: 'region', header: '地区' },
  { key: 'batch', header: '批次' },
  { key: 'unit', header: '单位名称', long: true },
  { key: 'caseNo', header: '档案编号' },
  { key: 'state', header: '状态' },
  { key: 'self', header: '自评分' },
  { key: 'city', header: '市级评分' },
  { key: 'score', header: '省级评分' },
  { key: 'grade', header: '等次' },
];

interface Counted {
  what: 'region' | 'batch';
  name: string;
  year: number;
  grade: string | null;
  n: number;
}

/** 评估汇总: how many of each grade by region and by batch, and the rows behind, by region and number and never by score. */
@Injectable()
export class ExportEvaluations {
  constructor(@Inject(Db) private readonly db: Db) {}

  async export(actor: Actor, query: EvaluationExportQuery): Promise<{ name: string; content: Readable }> {
    const where = evaluationConditions(query);
    const of = (what: string, name: string, order: string) =>
      `SELECT '${what}' AS what, ${name} AS name, ${order} AS at, e.year, (SELECT g ->> 'name' FROM jsonb_array_elements(h.content -> 'grades') g WHERE g ->> 'code' = e.grade) AS grade, count(*)::int AS n
       FROM ${EVALUATION_TABLES} WHERE ${where.sql} GROUP BY 2, 3, 4, 5`;
    const counted = await this.db.read<Counted>(actor, { name: undefined, text: `${of('region', 'r.name', 'r.protocol_order')} UNION ALL ${of('batch', 'b.name', 'b.sequence')} ORDER BY 4 DESC, 1 DESC, 3` }, where.values);
    const grades = await this.db.read<{ name: string }>(actor, { name: undefined, text: `SELECT g ->> 'name' AS name FROM evaluation_scheme s, jsonb_array_elements(s.content -> 'grades') g GROUP BY 1 ORDER BY max((g ->> 'min')::numeric) DESC` });
    const columns = [...grades.map(({ name }) => name), '未公布'].map((name) => ({ key: name, header: name }));
    const summary = async function* (): AsyncGenerator<ExportRow[]> {
      yield sums(counted);
    };
    return {
      name: `评估汇总${query.year ? `-${query.year}` : ''}.xlsx`,
      content: exportBook([
        { title: '等次汇总', columns: [{ key: 'year', header: '年度' }, { key: 'by', header: '分类' }, { key: 'name', header: '名称', long: true }, { key: 'all', header: '合计' }, ...columns], pages: summary() },
        { title: '评估明细', columns: ROWS, pages: this.pages(actor, query) },
      ]),
    };
  }

  private async *pages(actor: Actor, query: EvaluationExportQuery): AsyncGenerator<ExportRow[]> {
    let after: [year: number, order: number, caseNo: string] | undefined;
    do {
      const where = evaluationConditions(query);
      if (after) where.add('after', '(-e.year, r.protocol_order, c.case_no) > (-($::int), $::int, $)', ...after);
      const text = `SELECT ${EVALUATION_COLUMNS}, r.protocol_order AS at FROM ${EVALUATION_TABLES} WHERE ${where.sql} ORDER BY -e.year, r.protocol_order, c.case_no LIMIT ${AT_ONCE}`;
      const rows = await this.db.read<EvaluationRow & { at: number }>(actor, { name: undefined, text }, where.values);
      yield rows.map(({ year, region, batch, unit, caseNo, state, selfScore, cityScore, score, grade }) => ({
        year, region: region.name, batch: batch.name, unit: unit.name, caseNo, state: labelOf('evaluation_state', state), self: selfScore, city: cityScore, score, grade: grade?.name ?? null,
      }));
      const last = rows.at(-1);
      after = rows.length === AT_ONCE && last ? [last.year, last.at, last.caseNo] : undefined;
    } while (after);
  }
}

/** A line per year and region, then per year and batch, with how many of each grade. */
function sums(counted: readonly Counted[]): ExportRow[] {
  const lines = new Map<string, ExportRow>();
  for (const { what, name, year, grade, n } of counted) {
    const key = `${year} ${what} ${name}`;
    const line = lines.get(key) ?? { year, by: what === 'region' ? '地区' : '批次', name, all: 0 };
    line['all'] = Number(line['all']) + n;
    line[grade ?? '未公布'] = n;
    lines.set(key, line);
  }
  return [...lines.values()];
}
