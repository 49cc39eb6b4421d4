import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, invalid, notFound, type Actor } from '../kernel/index.js';
import { writeForm, type FormSheet } from '../ledgers/index.js';
import { type OpenedReport, ReportPages } from '../reports/index.js';
import type { FormsQuery } from './report-form.dto.js';
import { answersOf, formNumber, linesOf } from './report-sheet.rules.js';

/** Reports of one workbook: more than a person would fill in by hand. */
const MOST = 200;
const GUIDANCE = [
  '填写说明',
  '灰色列用于对应，请勿改动；白色列按实际填写。任务进展和存量指标已按上期报告与进展记录预填，请核对后修改。',
  '进度填 0–100；指标填数字，人与人次不可混用，金额以万元计；比率指标填分子、分母，不填百分数。',
  '没有的内容请填“无”；数字为空、明显偏大偏小或倒退的，请在“填报说明”中写明原因。',
  '填好后在“进展报告”页导入，可一次导入多个文件；导入前可预览，已被他人改动的单元格不会被覆盖。',
  '不得填写涉密信息和身份证号码。',
];
const ABOUT = [{ header: '报告编号', width: 26, given: true }, { header: '单位名称', width: 28, given: true }] as const;
const EXPLANATION = { header: '填报说明', width: 30 };

/** A report as a workbook, to be filled in where there is no network; the import takes it as it comes back. */
@Injectable()
export class ReportForms {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(ReportPages) private readonly pages: ReportPages,
  ) {}

  /** @throws 404 */
  async one(actor: Actor, id: string): Promise<{ name: string; content: Buffer }> {
    return this.db.as(actor, async (em) => {
      const report = await this.pages.openWithin(em, actor, id);
      return { name: `${report.unit.name}-${report.period.name}进展报告.xlsx`, content: await formOf([report]) };
    });
  }

  /** Those not handed in yet, unit by unit in one workbook. @throws 422 where there is none or there are too many */
  async many(actor: Actor, query: FormsQuery): Promise<{ name: string; content: Buffer }> {
    const where = new Conditions()
      .add('period', 'p.reporting_period_id = $', query.period)
      .add('region', 'g.code = ANY ($)', query.region)
      .add('batch', 'b.code = ANY ($)', query.batch);
    const text = `SELECT p.id FROM progress_report p JOIN region g ON g.id = p.region_id JOIN pilot_unit u ON u.id = p.pilot_unit_id
      JOIN pilot_case c ON c.id = p.pilot_case_id JOIN batch b ON b.id = c.batch_id
      WHERE ${where.sql} AND p.is_current AND p.state IN ('draft', 'returned') ORDER BY u.name, p.id LIMIT ${MOST + 1}`;
    return this.db.as(actor, async (em) => {
      const rows: { id: string }[] = await em.query(text, where.values);
      if (rows.length === 0) throw notFound();
      if (rows.length > MOST) throw invalid([{ pointer: '/region', code: 'too_many_forms', params: { most: MOST } }]);
      const reports: OpenedReport[] = [];
      for (const { id } of rows) reports.push(await this.pages.openWithin(em, actor, id));
      return { name: `${reports[0]!.period.name}进展报告（${reports.length}份）.xlsx`, content: await formOf(reports) };
    });
  }
}

function formOf(reports: readonly OpenedReport[]): Promise<Buffer> {
  const [first] = reports;
  const lines = reports.flatMap((report) => linesOf(report).map((line) => ({ line, about: [formNumber(report), report.unit.name], says: answersOf(report, line), report })));
  const of = (part: string) => lines.filter(({ line }) => line.part === part);
  const tasks: FormSheet = {
    name: '任务进展',
    columns: [...ABOUT, { header: '编号', width: 12, given: true }, { header: '任务名称', width: 30, given: true }, { header: '进度', width: 8 }, { header: '工作进展', width: 44 },
      { header: '存在问题', width: 30 }, { header: '下一步打算', width: 30 }, EXPLANATION],
    rows: of('entries').map(({ line, about, says }) => [...about, line.code, line.name, Number(says['progress']), says['done']!, says['problems']!, says['nextSteps']!, says['explanation']!]),
  };
  const indicators: FormSheet = {
    name: '量化指标',
    columns: [...ABOUT, { header: '编号', width: 24, given: true }, { header: '指标名称', width: 30, given: true }, { header: '计量单位', width: 10, given: true }, { header: '上期数', width: 12, given: true },
      { header: '上年同期', width: 12, given: true }, { header: '本期数', width: 12 }, { header: '分子', width: 12 }, { header: '分母', width: 12 }, EXPLANATION],
    rows: of('indicators').map(({ line, about, says, report }) => {
      const { unit, lastPeriod, lastYear, numeratorName, denominatorName } = report.indicators.find(({ code }) => code === line.code)!;
      const name = numeratorName ? `${line.name}（${numeratorName}÷${denominatorName}）` : line.name;
      const number = (text: string | undefined) => (text ? Number(text) : null);
      const before = (n: typeof lastPeriod) => (n?.numerator ? `${n.numerator}/${n.denominator}` : number(n?.value ?? undefined));
      return [...about, line.code, name, unit, before(lastPeriod), before(lastYear), number(says['value']), number(says['numerator']), number(says['denominator']), says['explanation']!];
    }),
  };
  const sections: FormSheet = {
    name: '综合情况',
    columns: [...ABOUT, { header: '编号', width: 24, given: true }, { header: '内容', width: 90 }],
    rows: of('sections').map(({ line, about, says }) => [...about, line.code, says['content']!]),
  };
  const about = [`${first!.period.name}，报送截止 ${first!.period.dueOn}，补报截止 ${first!.period.closesOn}`, ...(first!.period.instructions ? [first!.period.instructions] : [])];
  return writeForm({ name: '填写说明', lines: [...GUIDANCE.slice(0, 1), ...about, ...GUIDANCE.slice(1)] }, [tasks, indicators, sections]);
}
