import { Conditions, type Actor, type Reach } from '../kernel/index.js';
import type { FiguresBy, FigureScope } from './figures.dto.js';

/** What is added up: sums by line and period. Sums alone come from here; what they make is said by the rules. */
export interface SumRow {
  key: string;
  period: string;
  n: number;
  value: number;
  numerator: number;
  denominator: number;
}
export interface ExpectedRow {
  key: string;
  period: string;
  n: number;
}

interface Question {
  name: string | undefined;
  text: string;
  values: unknown[];
}

// What units reported, and the tally in its ten-thousandths.
const SUMS = (t: 'v' | 't') => ['value', 'numerator', 'denominator'].map((name) => `coalesce(sum(${t}.${name}), 0)::float8${t === 't' ? ' / 10000' : ''} AS ${name}`).join(', ');

/** Province and city read the tally: its size is that of the question, not of the data. Units and departments add up the rows they see. */
export const isTallied = (actor: Actor): boolean => actor.reach === 'province' || actor.reach === 'city';

/** A department sees a value only while its report is in force, and not the report; everybody else asks the report. */
export const joinReport = (reach: Reach): string =>
  reach === 'department' ? 'LEFT JOIN progress_report p ON p.id = v.progress_report_id' : 'JOIN progress_report p ON p.id = v.progress_report_id AND p.in_force';
/** Said of the report too, where it is joined: otherwise every report there is would be looked through for those of some periods. */
export const ofPeriods = (reach: Reach): string => (reach === 'department' ? 'v.reporting_period_id = ANY ($)' : '(v.reporting_period_id = ANY ($) AND p.reporting_period_id = ANY ($))');

/** Whether a case has one of the tasks; cancelled ones it has no more. */
export const hasTask = (of: string): string => `${of} IN (SELECT a.pilot_case_id FROM assignment a WHERE a.task_code = ANY ($) AND a.state <> 'cancelled')`;

/** By which lines a number is told apart; tasks share reports, so a report is on the line of each. */
const KEYS: Record<Exclude<FiguresBy, 'period'>, string> = { region: 'r.code', batch: 'b.code', task: 'k.task_code' };
const keyOf = (by: FiguresBy | undefined) => (by === undefined || by === 'period' ? `''` : KEYS[by]);

/** Only what a question is about is joined: each join is a look-up for thousands of rows. `of` has the case, and its unit and region. */
export function joins(by: FiguresBy | undefined, { region, batch }: FigureScope, of: { caseId: string; regionId: string }, tasks: string): string {
  return [
    by === 'region' || region ? `JOIN region r ON r.id = ${of.regionId}` : '',
    by === 'batch' || batch ? `JOIN pilot_case c ON c.id = ${of.caseId} JOIN batch b ON b.id = c.batch_id` : '',
    by === 'task' ? `JOIN (SELECT DISTINCT a.pilot_case_id, a.task_code FROM assignment a WHERE a.task_code = ANY (${tasks}) AND a.state <> 'cancelled') k ON k.pilot_case_id = ${of.caseId}` : '',
  ].join(' ');
}

/** Σ of one indicator. `tasks` are the codes of those that it measures, for lines by task. */
export function sums(actor: Actor, code: string, periods: string[], by: FiguresBy | undefined, scope: FigureScope, tasks: string[]): Question {
  if (isTallied(actor) && by !== 'task' && !scope.task && !scope.unit) return talliedSums(code, periods, by, scope);
  const where = new Conditions().add('code', 'v.indicator_code = $', code).add('periods', ofPeriods(actor.reach), periods, periods);
  narrow(where, scope, 'v.pilot_case_id', 'v.pilot_unit_id');
  const of = { caseId: 'v.pilot_case_id', regionId: 'v.region_id' };
  return {
    name: where.name(`figures.${by ?? 'all'}`),
    text: `SELECT ${keyOf(by)} AS key, v.reporting_period_id AS period, count(*)::int AS n, ${SUMS('v')}
      FROM indicator_value v ${joinReport(actor.reach)} ${joins(by, scope, of, by === 'task' ? `$${where.param(tasks)}` : '')}
      WHERE is_number(v.value, v.numerator, v.denominator) AND ${where.sql} GROUP BY 1, 2`,
    values: where.values,
  };
}

function talliedSums(code: string, periods: string[], by: FiguresBy | undefined, { region, batch }: FigureScope): Question {
  const where = new Conditions().add('code', 't.indicator_code = $', code).add('periods', 't.reporting_period_id = ANY ($)', periods);
  where.add('region', 'r.code = ANY ($)', region).add('batch', 'b.code = ANY ($)', batch);
  const joins = [by === 'region' || region ? 'JOIN region r ON r.id = t.region_id' : '', by === 'batch' || batch ? 'JOIN batch b ON b.id = t.batch_id' : ''].join(' ');
  return {
    name: where.name(`tallied.${by ?? 'all'}`),
    text: `SELECT ${keyOf(by)} AS key, t.reporting_period_id AS period, sum(t.n)::int AS n, ${SUMS('t')}
      FROM indicator_tally t ${joins} WHERE ${where.sql} GROUP BY 1, 2`,
    values: where.values,
  };
}

/** How many reports are expected of the same cases and periods. A department asks of the cases that it sees to have what is measured. */
export function expected(actor: Actor, code: string, periods: string[], by: FiguresBy | undefined, scope: FigureScope, tasks: string[]): Question {
  const byCase = by === 'batch' || by === 'task' || scope.batch || scope.task || scope.unit;
  if (isTallied(actor) && !byCase) return talliedExpected(periods, by, scope);
  const where = new Conditions();
  const asked = `$${where.param(periods)}::uuid[]`;
  const department = actor.reach === 'department';
  const from = department
    ? `expected_reports(${asked}, ARRAY(SELECT a.pilot_case_id FROM assignment a JOIN task_category t ON t.id = a.task_category_id WHERE $${where.param(code)} = ANY (t.indicator_codes))) e
       JOIN pilot_case s ON s.id = e.pilot_case_id`
    : 'progress_report e';
  if (!department) where.add('current', `e.reporting_period_id = ANY (${asked}) AND e.is_current`);
  const [of, unitId] = department ? [{ caseId: 's.id', regionId: 's.region_id' }, 's.pilot_unit_id'] : [{ caseId: 'e.pilot_case_id', regionId: 'e.region_id' }, 'e.pilot_unit_id'];
  narrow(where, scope, of.caseId, unitId);
  return {
    name: where.name(`expected.${by ?? 'all'}`),
    text: `SELECT ${keyOf(by)} AS key, e.reporting_period_id AS period, count(*)::int AS n
      FROM ${from} ${joins(by, scope, of, by === 'task' ? `$${where.param(tasks)}` : '')}
      WHERE ${where.sql} GROUP BY 1, 2`,
    values: where.values,
  };
}

function talliedExpected(periods: string[], by: FiguresBy | undefined, { region }: FigureScope): Question {
  const where = new Conditions().add('periods', 't.reporting_period_id = ANY ($)', periods).add('region', 'r.code = ANY ($)', region);
  return {
    name: where.name(`tallied-expected.${by ?? 'all'}`),
    text: `SELECT ${keyOf(by)} AS key, t.reporting_period_id AS period, sum(t.n)::int AS n
      FROM report_tally t ${by === 'region' || region ? 'JOIN region r ON r.id = t.region_id' : ''} WHERE t.kind = 'expected' AND ${where.sql} GROUP BY 1, 2`,
    values: where.values,
  };
}

/** The filters that figures and the rows behind them have in common. */
export function narrow(where: Conditions, { region, batch, task, unit }: FigureScope, caseId: string, unitId: string): void {
  where.add('region', 'r.code = ANY ($)', region).add('batch', 'b.code = ANY ($)', batch).add('unit', `${unitId} = $`, unit).add('task', hasTask(caseId), task);
}

/** Every indicator at once, of some periods: the sums of all that the reader sees. */
export function sumsOfAll(actor: Actor, periods: string[]): Question {
  const text = isTallied(actor)
    ? `SELECT t.indicator_code AS key, t.reporting_period_id AS period, sum(t.n)::int AS n, ${SUMS('t')} FROM indicator_tally t
       WHERE t.reporting_period_id = ANY ($1) GROUP BY 1, 2`
    : `SELECT v.indicator_code AS key, v.reporting_period_id AS period, count(*)::int AS n, ${SUMS('v')} FROM indicator_value v ${joinReport(actor.reach)}
       WHERE v.reporting_period_id = ANY ($1) AND is_number(v.value, v.numerator, v.denominator) GROUP BY 1, 2`;
  return { name: `figures.every-${isTallied(actor)}`, text, values: [periods] };
}
