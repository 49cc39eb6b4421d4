import { Inject, Injectable } from '@nestjs/common';
import { Clock, Db, invalid, notFound, type Actor, type Statement } from '../kernel/index.js';
import type { FigureLine, FigureQuery, FiguresBy, IndicatorFigures } from './figures.dto.js';
import { expected, sums, type ExpectedRow, type SumRow } from './figures.sql.js';
import type { FigurePeriod } from './indicators.dto.js';
import { INDICATOR, shown, type IndicatorRecord } from './indicator.sql.js';
import { lineOf } from './line.rules.js';
import { OPENED, spanOf } from './periods.js';
import { inOrder, standing, yearBefore, yearToDate, type Span } from './rollup.rules.js';

interface Named {
  key: string;
  name: string;
  nameEn: string;
}
interface Asked {
  sums: SumRow[];
  expected: ExpectedRow[];
}
interface TargetRow {
  region: string;
  year: number;
  value: number;
}

const ONE = { name: 'figures.indicator', text: `SELECT ${INDICATOR} FROM indicator i WHERE i.code = $1` };
const LINES: Record<Exclude<FiguresBy, 'task'>, string> = {
  period: `SELECT '' AS key, '' AS name, '' AS "nameEn" WHERE false`,
  region: `SELECT code AS key, name, name_en AS "nameEn" FROM region WHERE parent_id IS NOT NULL ORDER BY protocol_order`,
  batch: `SELECT code AS key, name, name_en AS "nameEn" FROM batch ORDER BY sequence`,
};
const TARGETS = {
  name: 'figures.targets',
  text: `SELECT CASE WHEN r.parent_id IS NULL THEN '' ELSE r.code END AS region, t.year, t.value::float8 AS value
         FROM indicator_target t JOIN region r ON r.id = t.region_id WHERE t.indicator_code = $1 AND t.value IS NOT NULL`,
};
const OWN_REGION = { name: 'figures.own-region', text: 'SELECT code FROM region WHERE id = $1' };

/** 汇总: an indicator over a period or a span, in one number and line by line. How it is added up is the indicator's, and cannot be asked for. */
@Injectable()
export class Figures {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws 404, 422 for a span that is none, for a task that the indicator does not measure, and for lines of a span by period */
  async figures(actor: Actor, code: string, query: FigureQuery): Promise<IndicatorFigures> {
    const [[record], opened, targets, [own]] = await this.db.readAll<[IndicatorRecord, FigurePeriod, TargetRow, { code: string }]>(
      actor, [ONE, [code]], [OPENED, [this.clock.today()]], [TARGETS, [code]], [OWN_REGION, [actor.scope]],
    );
    if (!record) throw notFound();
    refuse(record, query);
    const { by = 'period' } = query;
    const span = spanOf(opened, query);
    // by period, each stands for itself
    const trend = by === 'period' ? trendOf(query, span, opened) : [];
    const parts = [span, ...trend.map((period) => [period])];
    const ids = (some: readonly Span[]) => [...new Set(some.map(({ id }) => id))];
    const periods = { summed: ids(parts.flatMap((part) => needed(part, opened))), compared: ids([...standing(record, span), ...standing(record, yearBefore(span, opened) ?? [])]), expected: ids(parts.flatMap((part) => standing(record, part))) };
    const { lines, all, names } = await this.ask(actor, record, by, periods, query);
    const scope = targetRegion(actor, query, own?.code);
    const line = (named: Named | undefined, part: FigurePeriod[], { sums: of, expected: due }: Asked, region: string | undefined): FigureLine =>
      lineOf(record, named, part, opened, of, due, targets.find((target) => target.region === region && target.year === part.at(-1)?.year)?.value ?? null);
    const found = by === 'period'
      ? trend.map((period) => line({ key: period.id, name: period.name, nameEn: period.nameEn }, [period], all, scope))
      : names.map((named) => line(named, span, ofKey(lines, named.key), by === 'region' && isWhole(query) ? named.key : undefined))
        .map((one) => (by === 'task' ? { ...one, cumulative: null } : one))
        .filter(({ n, expected: due, lastYear }) => n > 0 || due > 0 || (lastYear?.n ?? 0) > 0);
    return {
      indicator: shown(record), asOf: this.clock.now().toISOString(), source: 'progress_reports', by, periods: by === 'period' ? trend : span,
      total: line(undefined, span, all, scope), lines: found,
    };
  }

  /** Lines and the whole in one go. Regions and batches make the whole; tasks share reports and do not. */
  private async ask(actor: Actor, { code, tasks }: IndicatorRecord, by: FiguresBy, periods: { summed: string[]; compared: string[]; expected: string[] }, query: FigureQuery): Promise<{ lines: Asked; all: Asked; names: Named[] }> {
    const codes = tasks.map((task) => task.code);
    const question = (lines: FiguresBy | undefined): [[Statement, unknown[]], [Statement, unknown[]]] => {
      // lines by task are added up from the rows, so they leave 累计 out, which takes a year of them
      const [of, due] = [sums(actor, code, lines === 'task' ? periods.compared : periods.summed, lines, query, codes), expected(actor, code, periods.expected, lines, query, codes)];
      return [[of, of.values], [due, due.values]];
    };
    if (by === 'task') {
      const [of, due, ofAll, dueOfAll] = await this.db.readAll<[SumRow, ExpectedRow, SumRow, ExpectedRow]>(actor, ...question('task'), ...question(undefined));
      const names = tasks.map((task) => ({ key: task.code, name: task.name, nameEn: task.nameEn }));
      return { lines: { sums: of, expected: due }, all: { sums: ofAll, expected: dueOfAll }, names };
    }
    const [of, due, names] = await this.db.readAll<[SumRow, ExpectedRow, Named]>(actor, ...question(by), [{ name: `figures.by-${by}`, text: LINES[by] }, []]);
    return { lines: { sums: of, expected: due }, all: { sums: of, expected: due }, names };
  }
}

const ofKey = ({ sums: of, expected: due }: Asked, key: string): Asked => ({ sums: of.filter((row) => row.key === key), expected: due.filter((row) => row.key === key) });
const isWhole = ({ batch, task, unit }: FigureQuery) => !batch && !task && !unit;

/** Whose target the whole is held against: the province's (''), a city's own, that of the one region asked for; of less than a region there is none. */
function targetRegion(actor: Actor, query: FigureQuery, own: string | undefined): string | undefined {
  if (!isWhole(query)) return undefined;
  if (actor.reach === 'city') return own;
  if (actor.reach !== 'province') return undefined;
  return query.region ? (query.region.length === 1 ? query.region[0] : undefined) : '';
}

/** What a span is compared with and adds up to within its year. */
function needed(span: FigurePeriod[], opened: FigurePeriod[]): FigurePeriod[] {
  const year = span.length > 0 ? yearToDate(span.at(-1)!, opened) : [];
  const before = [...(yearBefore(span, opened) ?? []), ...(yearBefore(year, opened) ?? [])];
  return [...span, ...year, ...before] as FigurePeriod[];
}

/** The periods of a trend: the span, or where one period is meant, this year's and last year's up to it. */
function trendOf({ from, to }: FigureQuery, span: FigurePeriod[], opened: FigurePeriod[]): FigurePeriod[] {
  const last = span.at(-1);
  if (!last || from || to || last.type === 'special') return span;
  return opened.filter((one) => one.type === last.type && one.year >= last.year - 1 && inOrder(one, last) <= 0).sort(inOrder);
}

function refuse({ code, tasks }: IndicatorRecord, { by, task }: FigureQuery): void {
  const strange = (task ?? []).filter((asked) => !tasks.some((one) => one.code === asked));
  if (strange.length > 0) throw invalid([{ pointer: 'task', code: 'not_measured_by', params: { task: strange.join('、'), indicator: code } }]);
  if (by === 'task' && tasks.length === 0) throw invalid([{ pointer: 'by', code: 'measures_no_task', params: { indicator: code } }]);
}
