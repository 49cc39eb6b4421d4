import { cellOf, readCell } from './report-cells.rules.js';
import { CHECK_LIMITS, problemsOf, unexplained } from './report-checks.rules.js';
import { changeOnYear, prefilledEntry, prefilledValue, type EntryContent, type IndicatorContent } from './report-content.rules.js';

const words = { progress: 40, done: '完成培训', problems: '', nextSteps: '' };
const entry = (facts: Partial<EntryContent> = {}): EntryContent => ({ ...words, assignmentId: 'a', explanation: '', prefilled: false, suspended: false, previous: null, updates: [], ...facts });
const numbers = (value: string | null, numerator: string | null = null, denominator: string | null = null) => ({ value, numerator, denominator });
const indicator = (kind: string, now: ReturnType<typeof numbers>, lastPeriod: ReturnType<typeof numbers> | null = null, facts: Partial<IndicatorContent> = {}): IndicatorContent =>
  ({ code: 'i', kind, ...now, explanation: '', prefilled: false, lastPeriod, lastYear: null, ...facts });
const sections = { features: '无', problems: '无', coordination: '无', nextSteps: '无' };
const codes = (entries: EntryContent[], indicators: IndicatorContent[] = []) => problemsOf({ entries, indicators, sections }, CHECK_LIMITS).map(({ cell, code }) => `${cell} ${code}`);
const ofNumber = (...args: Parameters<typeof indicator>) => codes([], [indicator(...args)]).map((line) => line.split(' ')[1]);

describe('what is missing or looks wrong', () => {
  it('is an entry without words, one that says the same again, and progress that goes back', () => {
    expect(codes([entry()])).toEqual([]);
    expect(codes([entry({ done: '  ' })])).toEqual(['entries/a/done entry_missing']);
    expect(codes([entry({ done: '', suspended: true })])).toEqual([]);
    expect(codes([entry({ previous: { ...words, progress: 50 } })])).toEqual(['entries/a/progress progress_back', 'entries/a/done same_as_last']);
    expect(codes([entry({ progress: 100, previous: { ...words, done: '完成 培训' } })])).toEqual([]);
    expect(codes([entry({ updates: [{ id: 'u', occurredOn: '2026-06-01', progress: 60, done: '做', problems: null, nextSteps: null }] })])).toEqual(['entries/a/progress progress_below_log']);
  });

  it('is a stock that halves, a flow ten times as large, a ratio over a hundred or far from where it was', () => {
    expect(ofNumber('stock', numbers('50'), numbers('100'))).toEqual(['stock_drop']);
    expect(ofNumber('stock', numbers('51'), numbers('100'))).toEqual([]);
    expect(ofNumber('stock', numbers('5000'), numbers('100'))).toEqual(['number_jump']);
    expect(ofNumber('flow', numbers('1000'), numbers('100'))).toEqual(['number_jump']);
    expect(ofNumber('flow', numbers('10'), numbers('100'))).toEqual(['flow_drop']);
    expect(ofNumber('flow', numbers('11'), numbers('100'))).toEqual([]);
    expect(ofNumber('flow', numbers('0'), numbers('9'))).toEqual([]);
    expect(ofNumber('money', numbers('999'), numbers('100'))).toEqual([]);
    expect(ofNumber('stock', numbers('0'), numbers('0'))).toEqual([]);
    expect(ofNumber('ratio', numbers(null, '12', '10'))).toEqual(['ratio_over_100']);
    expect(ofNumber('ratio', numbers(null, '8', '0'))).toEqual(['denominator_zero']);
    expect(ofNumber('ratio', numbers(null, '0', '0'))).toEqual([]);
    expect(ofNumber('ratio', numbers(null, '5', '10'), numbers(null, '8', '10'))).toEqual(['ratio_jump']);
    expect(ofNumber('ratio', numbers(null, '6', '10'), numbers(null, '8', '10'))).toEqual([]);
    expect(ofNumber('ratio', numbers(null, '6', null))).toEqual(['value_missing']);
    expect(ofNumber('flow', numbers(null))).toEqual(['value_missing']);
  });

  it('is taken with an explanation in its row; silence is not', () => {
    const halved = (explanation: string) => problemsOf({ entries: [], indicators: [indicator('stock', numbers('1'), numbers('100'), { explanation })], sections: { ...sections, problems: ' ' } }, CHECK_LIMITS);
    expect(unexplained(halved(' ')).map(({ code }) => code)).toEqual(['stock_drop', 'section_missing']);
    expect(unexplained(halved('厂区拆分')).map(({ code }) => code)).toEqual(['section_missing']);
    expect(unexplained(problemsOf({ entries: [entry({ done: '', explanation: '无：停产' })], indicators: [indicator('flow', numbers(null), null, { explanation: '无' })], sections }, CHECK_LIMITS))).toEqual([]);
  });
});

it('prefills an entry from the log, else from the last report; a stock from last period and nothing else', () => {
  const update = (occurredOn: string, progress: number, done: string) => ({ id: done, occurredOn, progress, done, problems: null, nextSteps: '再办一期' });
  expect(prefilledEntry(60, { ...words, problems: '缺经费' }, [update('2026-05-03', 50, '办一期'), update('2026-06-01', 60, '办二期')])).toEqual({ progress: 60, done: '5月3日：办一期\n6月1日：办二期', problems: '缺经费', nextSteps: '再办一期' });
  expect(prefilledEntry(30, words, [])).toEqual(words);
  expect(prefilledEntry(30, null, [])).toEqual({ progress: 30, done: '', problems: '', nextSteps: '' });
  expect(['stock', 'flow', 'money', 'ratio'].map((kind) => prefilledValue(kind, numbers('7', '1', '2')).value)).toEqual(['7', null, null, null]);
  expect(prefilledValue('ratio', numbers(null, '1', '2'))).toEqual(numbers(null));
});

it('compares with the same period last year: in percent, a ratio in points, and not with nothing', () => {
  expect(changeOnYear('flow', numbers('120'), numbers('100'))).toBe(20);
  expect(changeOnYear('stock', numbers('90'), numbers('120'))).toBe(-25);
  expect(changeOnYear('ratio', numbers(null, '3', '4'), numbers(null, '1', '2'))).toBe(25);
  expect([changeOnYear('flow', numbers('1'), numbers('0')), changeOnYear('flow', numbers('1'), null), changeOnYear('flow', numbers(null), numbers('1')), changeOnYear('ratio', numbers(null, '1', '0'), numbers(null, '1', '2'))]).toEqual([null, null, null, null]);
});

it('knows its addresses, and numbers as people and Excel write them', () => {
  expect(['entries/x/done', 'indicators/edu/value', 'sections/features'].map((cell) => cellOf(cell)?.field)).toEqual(['done', 'value', 'features']);
  for (const wrong of ['', 'entries', 'entries/x', 'entries/x/value', 'indicators/x/done', 'sections/x', 'sections/features/x', 'entries//done', 'other/x/done', 'entries/x/done/y']) expect(cellOf(wrong)).toBeUndefined();
  const number = (typed: string | null) => readCell(cellOf('indicators/x/value')!, typed);
  expect(['1,234.50', '１２', ' 7 ', '007', '0.5', '1.2345', null, ''].map(number)).toEqual(['1234.5', '12', '7', '7', '0.5', '1.2345', '', ''].map((value) => ({ value })));
  for (const wrong of ['-1', '1e3', '12万', '1.23456', '123456789012345', 'NaN', '.5']) expect(number(wrong)).toMatchObject({ code: 'not_a_number' });
  const progress = (typed: string) => readCell(cellOf('entries/x/progress')!, typed);
  expect(['0', '100%', '４０％', '55.0'].map(progress)).toEqual(['0', '100', '40', '55'].map((value) => ({ value })));
  for (const wrong of ['', '101', '-1', '12.5', '一半']) expect(progress(wrong)).toMatchObject({ code: 'not_a_percentage' });
  expect(readCell(cellOf('sections/features')!, '甲\r\n乙')).toEqual({ value: '甲\n乙' });
  expect(readCell(cellOf('sections/features')!, 'x'.repeat(4001))).toMatchObject({ code: 'too_long' });
});
