import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/index.js';
import { exportLedger, type ExportRow, type LedgerColumn } from '../ledgers/index.js';
import type { EvaluationDetail, SideOut } from './evaluation.dto.js';
import { EvaluationDetails } from './evaluation-details.js';
import { SIDES } from './evaluation.rules.js';

/** 评估表. Columns: forms.json «evaluation_form». */
const COLUMNS: readonly LedgerColumn[] = [
  { key: 'level1', header: '一级指标' },
  { key: 'level2', header: '二级指标', long: true },
  { key: 'points', header: '分值' },
  { key: 'criteria', header: '评分标准', long: true },
  { key: 'self', header: '自评分' },
  { key: 'city', header: '市级评分' },
  { key: 'province', header: '省级评分' },
  { key: 'reason', header: '扣分原因', long: true },
  { key: 'evidence', header: '佐证', many: true, long: true },
];
const WHO = { self: '自评', city: '市级', province: '省级' } as const;
const WHY: Readonly<Record<string, string>> = { no_evidence: '无佐证不得分', no_value: '报告无数据', no_target: '未填目标', not_applicable: '不适用', not_marked: '未评' };

/** One unit's evaluation as a workbook, in what the reader may see of it. */
@Injectable()
export class EvaluationWorkbook {
  constructor(@Inject(EvaluationDetails) private readonly details: EvaluationDetails) {}

  /** @throws 404 */
  async workbook(actor: Actor, id: string): Promise<{ name: string; content: Readable }> {
    const detail = await this.details.detail(actor, id);
    const rows = rowsOf(detail);
    const page = async function* (): AsyncGenerator<ExportRow[]> {
      yield rows;
    };
    return { name: `评估表-${detail.year}-${detail.unit.name}.xlsx`, content: exportLedger('评估表', COLUMNS, page()) };
  }
}

function rowsOf({ scheme: { content, source }, sides, year, unit, grade, veto, caseNo }: EvaluationDetail): ExportRow[] {
  const each = (of: (side: SideOut) => number | null | undefined) => Object.fromEntries(sides.map((side) => [side.side, of(side) ?? null]));
  const files = (code: string) => sides.flatMap(({ marks }) => marks.filter(({ item }) => item === code).flatMap((mark) => mark.files.map(({ name }) => name)));
  const said = (code: string) => sides.flatMap(({ side, marks, outcome }) => {
    const reason = marks.find(({ item }) => item === code)?.reason;
    const because = outcome?.levels.flatMap(({ items }) => items).find((item) => item.code === code)?.because ?? '';
    const why = [WHY[because], reason].filter(Boolean).join('：');
    return why ? [`${WHO[side as (typeof SIDES)[number]]}：${why}`] : [];
  }).join('\n');
  const itemRows = content.levels.flatMap((level) => level.items.map((item) => ({
    level1: level.name, level2: item.name, points: item.points, criteria: item.criteria,
    ...each(({ outcome }) => outcome?.levels.flatMap(({ items }) => items).find(({ code }) => code === item.code)?.earned),
    reason: said(item.code), evidence: files(item.code),
  })));
  const bonusRows = content.bonus.items.map(({ code, name, points }) => ({
    level1: `加分（最多${content.bonus.max}分）`, level2: name, points, criteria: null,
    ...each(({ outcome }) => outcome?.bonus.items.find((item) => item.code === code)?.points), reason: said(code), evidence: files(code),
  }));
  const deductionRows = content.deductions.map(({ code, name, points, each: every }) => {
    const latest = [...sides].reverse().find(({ outcome }) => outcome)?.outcome?.deductions.find((one) => one.code === code);
    return {
      level1: '扣分', level2: name, points: -points, criteria: every ? '每次（项）扣分，由系统按台账计' : '由系统按台账计',
      ...each(({ outcome }) => { const lost = outcome?.deductions.find((one) => one.code === code)?.points; return lost === undefined ? null : -lost; }),
      reason: latest?.count === null ? '系统尚无此类台账，未计' : (latest?.rows.map(({ label }) => label).join('、') ?? null), evidence: null,
    };
  });
  const vetoRows = content.veto.map(({ code, name }) => ({ level1: '否决事项', level2: name, points: null, criteria: null, reason: veto.includes(code) ? `成立。${said(code)}` : said(code) || null, evidence: files(code) }));
  const total = { level1: '总分', level2: `${unit.name}（${caseNo}）`, points: content.total, criteria: `${year}年度；${source}`, ...each(({ outcome }) => outcome?.score), reason: grade ? `等次：${grade.name}` : '省级评分未公布', evidence: null };
  return [...itemRows, ...bonusRows, ...deductionRows, ...vetoRows, total];
}
