import { ratioOf, type EntryContent, type IndicatorContent, type ReportContent } from './report-content.rules.js';

/** From where on a number looks wrong: the setting `report.checks`, with its source. */
export interface CheckLimits {
  /** A stock that lost so many percent of last period's. */
  stockDrop: number;
  /** A number of so many times last period's, or what flows of so small a part of it. */
  flowTimes: number;
  /** A ratio that moved so many points. */
  ratioPoints: number;
}
export const CHECK_LIMITS: CheckLimits = { stockDrop: 50, flowTimes: 10, ratioPoints: 30 };

export interface Problem {
  cell: string;
  code: string;
  severity: 'missing' | 'suspicious';
  params: Record<string, string | number>;
  /** An explanation in its row is taken; silence is not. */
  explained: boolean;
}

const filled = (text: string | null): boolean => text !== null && text.trim() !== '';
const alike = (text: string): string => text.replace(/\s+/g, '');

/** Everything that is missing and every number that looks wrong, in the order of the page. */
export function problemsOf({ entries, indicators, sections }: ReportContent, limits: CheckLimits): Problem[] {
  return [
    ...entries.flatMap(ofEntry),
    ...indicators.flatMap((indicator) => ofIndicator(indicator, limits)),
    ...Object.entries(sections).filter(([, text]) => !filled(text))
      .map(([field]): Problem => ({ cell: `sections/${field}`, code: 'section_missing', severity: 'missing', params: {}, explained: false })),
  ];
}

/** What stands in the way of handing in. */
export const unexplained = (problems: readonly Problem[]): Problem[] => problems.filter(({ explained }) => !explained);

function ofEntry(entry: EntryContent): Problem[] {
  if (entry.suspended) return [];
  const { assignmentId, progress, done, explanation, previous, updates } = entry;
  const at = (field: string, code: string, severity: Problem['severity'], params: Problem['params'] = {}): Problem =>
    ({ cell: `entries/${assignmentId}/${field}`, code, severity, params, explained: filled(explanation) });
  const logged = updates.at(-1)?.progress;
  const problems: Problem[] = [];
  if (!filled(done)) problems.push(at('done', 'entry_missing', 'missing'));
  if (previous && progress < previous.progress) problems.push(at('progress', 'progress_back', 'suspicious', { was: previous.progress, now: progress }));
  else if (logged !== undefined && progress < logged) problems.push(at('progress', 'progress_below_log', 'suspicious', { was: logged, now: progress }));
  if (previous && filled(done) && progress < 100 && alike(done) === alike(previous.done)) problems.push(at('done', 'same_as_last', 'suspicious'));
  return problems;
}

function ofIndicator(indicator: IndicatorContent, limits: CheckLimits): Problem[] {
  const { code, kind, explanation } = indicator;
  const at = (field: string, problem: string, severity: Problem['severity'], params: Problem['params'] = {}): Problem =>
    ({ cell: `indicators/${code}/${field}`, code: problem, severity, params, explained: filled(explanation) });
  const asked = kind === 'ratio' ? (['numerator', 'denominator'] as const) : (['value'] as const);
  const missing = asked.filter((field) => !filled(indicator[field])).map((field) => at(field, 'value_missing', 'missing'));
  return [...missing, ...(kind === 'ratio' ? ofRatio(indicator, limits, at) : ofNumber(indicator, limits, at))];
}

type At = (field: string, code: string, severity: Problem['severity'], params?: Problem['params']) => Problem;

function ofRatio(indicator: IndicatorContent, { ratioPoints }: CheckLimits, at: At): Problem[] {
  const { numerator, denominator, lastPeriod } = indicator;
  if (numerator === null || denominator === null) return [];
  if (Number(denominator) === 0) return Number(numerator) === 0 ? [] : [at('denominator', 'denominator_zero', 'suspicious')];
  const [now, was] = [ratioOf(indicator)!, ratioOf(lastPeriod)];
  if (Number(numerator) > Number(denominator)) return [at('numerator', 'ratio_over_100', 'suspicious', { numerator, denominator, now })];
  return was !== null && Math.abs(now - was) >= ratioPoints ? [at('numerator', 'ratio_jump', 'suspicious', { was, now, limit: ratioPoints })] : [];
}

function ofNumber({ kind, value, lastPeriod }: IndicatorContent, { stockDrop, flowTimes }: CheckLimits, at: At): Problem[] {
  if (value === null || lastPeriod?.value == null) return [];
  const [now, was] = [Number(value), Number(lastPeriod.value)];
  if (was <= 0) return [];
  const of = { was: lastPeriod.value, now: value };
  if (kind === 'stock' && now <= was * (1 - stockDrop / 100)) return [at('value', 'stock_drop', 'suspicious', { ...of, limit: stockDrop })];
  if (now >= was * flowTimes) return [at('value', 'number_jump', 'suspicious', { ...of, limit: flowTimes })];
  // a small number may well come to nothing
  return was >= flowTimes && now * flowTimes <= was ? [at('value', 'flow_drop', 'suspicious', { ...of, limit: flowTimes })] : [];
}
