import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { actionsFor } from '../kernel/index.js';
import { VOCABULARIES } from '../units/index.js';
import { EVALUATION_MACHINE, evaluationAbilities } from './evaluation.rules.js';
import { markFlaws, scoreGaps } from './marks.rules.js';
import { partOf, parts, reached, spread, toCents } from './points.rules.js';
import { itemsOf, schemeFlaws, type Scheme } from './scheme.rules.js';
import { compute, type Actual, type Inputs, type Mark } from './score.rules.js';

const { scheme: SAMPLE } = JSON.parse(readFileSync('apps/cli/reference/data/evaluation.json', 'utf8')) as { scheme: Scheme };
const INDICATORS = new Set((JSON.parse(readFileSync('apps/cli/reference/data/indicators.json', 'utf8')) as { indicators: { code: string }[] }).indicators.map(({ code }) => code));

const inputs = (more: Partial<Inputs> = {}): Inputs => ({ scheme: SAMPLE, marks: {}, evidence: [], actuals: {}, deductions: {}, ...more });
const mark = (verdict: Mark['verdict'], target: string | null = null): Mark => ({ verdict, target });
const value = (n: string): Actual => ({ value: n, numerator: null, denominator: null, rows: [] });
const ratio = (numerator: string, denominator: string): Actual => ({ value: null, numerator, denominator, rows: [] });
const every = (judged: Mark, target = '100') => Object.fromEntries(itemsOf(SAMPLE).map(({ code, indicator }) => [code, indicator ? mark('counted', target) : judged]));
const whole = itemsOf(SAMPLE).map(({ code }) => code);
const met = Object.fromEntries(itemsOf(SAMPLE).flatMap(({ indicator, target }) => (indicator ? [[indicator, value(target ?? '100')]] : [])));
const itemOf = (outcome: ReturnType<typeof compute>, code: string) => outcome.levels.flatMap(({ items }) => items).find((item) => item.code === code)!;

describe('the sample scheme', () => {
  it('is a scheme: its points add up, its codes are known and each its own', () => {
    expect(schemeFlaws(SAMPLE, INDICATORS)).toEqual([]);
  });

  it('is told every flaw at once', () => {
    const [first, ...others] = SAMPLE.levels;
    const items = first!.items.map((item, i) => (i === 0 ? { ...item, points: 1.005 } : { ...item, code: 'ORG-1', target: '5' }));
    const bad: Scheme = { ...SAMPLE, levels: [{ ...first!, items }, ...others], grades: [{ code: 'a', name: '甲', nameEn: 'A', min: 60 }, { code: 'b', name: '乙', nameEn: 'B', min: 70 }] };
    expect(schemeFlaws(bad, new Set()).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expect.arrayContaining([
      '/levels/0/items/0/points two_places', '/levels/0/items/1/code repeated', '/levels/0/items/1/target target_without_indicator', '/total points_do_not_add_up', '/grades grades_begin_at_zero', '/grades grades_descend',
      expect.stringContaining('/indicator unknown_reference'),
    ]));
  });
});

describe('a score', () => {
  it('is whole when everything is, and nothing when nothing is said', () => {
    expect(compute(inputs({ marks: every(mark('full')), evidence: whole, actuals: met }))).toMatchObject({ items: 100, score: 100, grade: 'excellent', deducted: 0, veto: [] });
    expect(compute(inputs())).toMatchObject({ items: 0, score: 0, grade: 'unqualified' });
  });

  it('is min(actual ÷ target, 1) of the points where it is measured, rounded half up once', () => {
    const of = (actual: Actual | undefined, target: string | null) =>
      itemOf(compute(inputs({ marks: { 'QUALITY-2': mark('counted', target) }, actuals: actual ? { certified: actual } : {} })), 'QUALITY-2');
    expect(of(value('30'), '40')).toMatchObject({ earned: 5.25, actual: 30, target: 40, because: 'counted' });
    expect(of(value('41'), '40')).toMatchObject({ earned: 7 });
    expect(of(value('1'), '3')).toMatchObject({ earned: 2.33 });
    expect(of(value('2'), '3')).toMatchObject({ earned: 4.67 });
    expect(of(value('0.005'), '7')).toMatchObject({ earned: 0.01 });
    expect(of(undefined, '40')).toMatchObject({ earned: 0, because: 'no_value' });
    expect(of(value('30'), null)).toMatchObject({ earned: 0, because: 'no_target' });
  });

  it('divides a ratio’s two sums, never a rounded percentage', () => {
    const of = (actual: Actual) => itemOf(compute(inputs({ marks: { 'QUALITY-1': mark('counted') }, actuals: { edu_fund_front: actual } })), 'QUALITY-1');
    expect(of(ratio('1', '3'))).toMatchObject({ earned: 4.44, actual: 33.3333, target: 60 });
    expect(of(ratio('3', '5'))).toMatchObject({ earned: 8 });
    expect(of(ratio('0', '0'))).toMatchObject({ earned: 0, because: 'no_value' });
  });

  it('has no points without evidence', () => {
    const outcome = compute(inputs({ marks: every(mark('full')), evidence: ['ORG-1'], actuals: met }));
    expect(itemOf(outcome, 'ORG-1')).toMatchObject({ earned: 4, because: 'full' });
    expect(itemOf(outcome, 'ORG-2')).toMatchObject({ earned: 0, because: 'no_evidence' });
    expect(compute(inputs({ marks: { 'BONUS-1': mark('full') } })).bonus).toMatchObject({ counted: 0, items: [{ because: 'no_evidence' }, {}, {}, {}] });
  });

  it('spreads what does not apply over the same first-level indicator', () => {
    const marks = { ...every(mark('full')), 'ORG-1': mark('not_applicable') };
    const outcome = compute(inputs({ marks, evidence: whole, actuals: met }));
    expect(outcome.levels[0]).toMatchObject({ points: 15, earned: 15 });
    expect(outcome.levels[0]!.items.map(({ effective }) => effective)).toEqual([0, 6.82, 8.18]);
    expect(outcome).toMatchObject({ score: 100 });
  });

  it('is helped by a bonus up to its most and no further than the whole, and deductions come off after that', () => {
    const bonus = Object.fromEntries(SAMPLE.bonus.items.map(({ code }) => [code, mark('full')]));
    const all = { marks: { ...every(mark('full')), ...bonus }, evidence: [...whole, ...Object.keys(bonus)], actuals: met };
    expect(compute(inputs(all))).toMatchObject({ bonus: { granted: 8, counted: 8 }, score: 100 });
    expect(compute(inputs({ ...all, scheme: { ...SAMPLE, bonus: { ...SAMPLE.bonus, max: 5 } } })).bonus).toMatchObject({ granted: 8, counted: 5 });
    const row = (id: string) => ({ kind: 'assignment', id, label: id });
    const against = { late_report: [row('1')], red_assignment: [row('2'), row('3')], correction: [row('4'), row('5'), row('6'), row('7')] };
    const outcome = compute(inputs({ ...all, deductions: against }));
    expect(outcome).toMatchObject({ score: 96, deducted: 4, grade: 'excellent' });
    expect(outcome.deductions.map(({ code, count, times, points }) => [code, count, times, points])).toEqual([
      ['late_report', 1, 1, 1], ['red_assignment', 2, 2, 2], ['overdue_rectification', null, 0, 0], ['correction', 4, 1, 1],
    ]);
    expect(compute(inputs({ deductions: { red_assignment: [row('1')] } })).score).toBe(0);
  });

  it('is unqualified by a veto item, whatever it is', () => {
    const marks = { ...every(mark('full')), 'VETO-2': mark('full') };
    expect(compute(inputs({ marks, evidence: whole, actuals: met }))).toMatchObject({ score: 100, grade: 'unqualified', veto: ['VETO-2'] });
  });

  it.each([[90, 'excellent'], [89.99, 'good'], [80, 'good'], [60, 'qualified'], [59.99, 'unqualified']])('%s comes to %s', (points, grade) => {
    const scheme: Scheme = { ...SAMPLE, levels: [{ code: 'L', name: '甲', nameEn: 'A', items: [{ code: 'I', name: '乙', nameEn: 'B', points: 100, criteria: '丙', indicator: 'certified', target: '10000', evidence: false }] }] };
    const outcome = compute(inputs({ scheme, marks: { I: mark('counted') }, actuals: { certified: value(String(points * 100)) } }));
    expect(outcome).toMatchObject({ score: points, grade });
  });
});

describe('whatever is said', () => {
  const cents = fc.integer({ min: 1, max: 3000 });
  const decimal = fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 9999 })).map(([a, b]) => `${a}.${String(b).padStart(4, '0')}`);

  it('parts spread in proportion add up to the whole, and no part is a hundredth off', () => {
    fc.assert(fc.property(cents, fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 12 }), (total, weights) => {
      const given = spread(total, weights);
      const sum = weights.reduce((a, b) => a + b, 0);
      expect(given.reduce((a, b) => a + b, 0)).toBe(sum === 0 ? 0 : total);
      given.forEach((part, i) => expect(Math.abs(part * sum - total * weights[i]!)).toBeLessThanOrEqual(sum === 0 ? 0 : sum));
    }));
  });

  it('a measured share is what long division says, half up', () => {
    fc.assert(fc.property(cents, decimal, decimal, (points, actual, target) => {
      const earned = partOf(points, reached({ n: parts(actual), d: 10_000n }, parts(target)));
      const [a, t] = [BigInt(actual.replace('.', '')), BigInt(target.replace('.', ''))];
      // by hand: the whole part, and whether what is left is half or more
      const exact = t === 0n || a >= t ? BigInt(points) : (BigInt(points) * a) / t + ((((BigInt(points) * a) % t) * 2n >= t ? 1n : 0n));
      expect(BigInt(earned)).toBe(exact);
    }));
  });

  const verdict = fc.constantFrom<Mark['verdict']>('full', 'half', 'zero', 'not_applicable', 'counted');
  const history = fc.record({
    marks: fc.dictionary(fc.constantFrom(...whole, 'BONUS-1', 'BONUS-3', 'VETO-1'), fc.record({ verdict, target: fc.option(decimal.filter((d) => Number(d) > 0), { nil: null }) })),
    evidence: fc.subarray([...whole, 'BONUS-1', 'BONUS-3']),
    actuals: fc.dictionary(fc.constantFrom('certified', 'contest_people', 'edu_sessions'), decimal.map(value)),
    deductions: fc.record({ late_report: fc.array(fc.constant({ kind: 'progress_report', id: 'x', label: 'x' }), { maxLength: 5 }) }),
  });

  it('a level gives no more than its points and no less than nothing, and the sum is the sum', () => {
    fc.assert(fc.property(history, (given) => {
      const outcome = compute(inputs(given));
      for (const { points, earned, items } of outcome.levels) {
        const effective = items.reduce((sum, item) => sum + toCents(item.effective), 0);
        expect([0, toCents(points)]).toContain(effective);
        expect(toCents(earned)).toBe(items.reduce((sum, item) => sum + toCents(item.earned), 0));
        for (const item of items) expect(item.earned >= 0 && item.earned <= item.effective).toBe(true);
      }
      const items = outcome.levels.reduce((sum, { earned }) => sum + toCents(earned), 0);
      const score = Math.max(0, Math.min(10_000, items + toCents(outcome.bonus.counted)) - toCents(outcome.deducted));
      expect([toCents(outcome.items), toCents(outcome.score)]).toEqual([items, score]);
      expect(outcome.score).toBe(Number(outcome.score.toFixed(2)));
    }));
  });

  it('the same inputs come to the same score after they were kept as JSON', () => {
    fc.assert(fc.property(history, (given) => {
      const kept = JSON.parse(JSON.stringify(inputs(given))) as Inputs;
      expect(compute(kept)).toEqual(compute(inputs(given)));
    }));
  });

  it('more evidence, a better verdict or a higher figure never lowers it', () => {
    fc.assert(fc.property(history, (given) => {
      const now = compute(inputs(given)).score;
      const better = Object.fromEntries(Object.entries(given.marks).map(([code, one]) => [code, one.verdict === 'zero' && code !== 'VETO-1' ? { ...one, verdict: 'half' as const } : one]));
      expect(compute(inputs({ ...given, evidence: [...whole, 'BONUS-1', 'BONUS-3'] })).score).toBeGreaterThanOrEqual(now);
      expect(compute(inputs({ ...given, marks: better })).score).toBeGreaterThanOrEqual(now);
      const more = Object.fromEntries(Object.entries(given.actuals).map(([code, one]) => [code, value((Number(one.value) + 1).toFixed(4))]));
      expect(compute(inputs({ ...given, actuals: more })).score).toBeGreaterThanOrEqual(now);
    }));
  });
});

describe('marks', () => {
  it('are refused by what the scheme asks, all at once', () => {
    const flaws = markFlaws(SAMPLE, [
      { item: 'NOPE', verdict: 'full', reason: '有' }, { item: 'ORG-1', verdict: 'counted', reason: '有' }, { item: 'ORG-2', verdict: 'half' }, { item: 'ORG-3', verdict: 'full', reason: '有', target: '5' },
      { item: 'QUALITY-1', verdict: 'counted', target: '50' }, { item: 'QUALITY-2', verdict: 'counted', target: '-1' }, { item: 'VETO-1', verdict: 'full', reason: ' ' }, { item: 'BONUS-1', verdict: 'half', reason: '有' },
      { item: 'QUALITY-2', verdict: 'counted', target: '40' }, { item: 'VETO-1', verdict: 'zero' }, { item: 'ORG-1' },
    ]);
    expect(flaws.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/marks/0/item unknown_reference', '/marks/1/verdict not_accepted', '/marks/2/reason required', '/marks/3/target target_not_asked', '/marks/4/target target_not_asked', '/marks/5/target bad_target',
      '/marks/6/reason required', '/marks/7/verdict not_accepted',
    ]);
  });

  it('lack what was not said, and evidence only where the scheme refuses without it', () => {
    const marks = { ...every(mark('full'), '5'), 'QUALITY-2': mark('counted'), 'GROWTH-1': mark('not_applicable'), 'GROWTH-2': mark('not_applicable'), 'GROWTH-3': mark('not_applicable') };
    delete (marks as Record<string, Mark>)['ORG-1'];
    const of = (scheme: Scheme, side: 'self' | 'city' = 'self') => scoreGaps(inputs({ scheme, marks }), side).map(({ pointer, code }) => `${pointer} ${code}`);
    expect(of(SAMPLE)).toEqual(['/marks/ORG-1 required', '/marks/QUALITY-2/target required', '/levels/GROWTH nothing_applies']);
    const strict = { ...SAMPLE, noEvidence: 'refused' as const };
    expect(of(strict)).toContain('/marks/ORG-2/evidence evidence_missing');
    expect(of(strict, 'city')).not.toContain('/marks/ORG-2/evidence evidence_missing');
  });
});

describe('the machine', () => {
  const who = (role: string, reach: string) => ({ role, reach, readOnly: false, permissions: new Set(['evaluation.act']) });

  it('has a word for every state, and lets each side act where the evaluation lies', () => {
    const states = new Set(EVALUATION_MACHINE.transitions.flatMap(({ from, to }) => [...from, to]));
    expect(VOCABULARIES.evaluation_state.map(({ code }) => code).sort()).toEqual([...states].sort());
    expect(evaluationAbilities(who('pilot_liaison', 'unit'), 'self_scoring')).toEqual(['score', 'submit']);
    expect(evaluationAbilities(who('pilot_leader', 'unit'), 'unit_review')).toEqual(['send_back', 'sign']);
    expect(evaluationAbilities(who('city_reviewer', 'city'), 'city_scoring')).toEqual(['score', 'return', 'report']);
    expect(evaluationAbilities(who('city_reviewer', 'city'), 'province_scoring')).toEqual([]);
    expect(evaluationAbilities(who('office_staff', 'province'), 'city_scoring')).toEqual(['direct']);
    expect(evaluationAbilities(who('office_staff', 'province'), 'province_scoring')).toEqual(['score', 'return', 'return_to_city']);
    expect(evaluationAbilities(who('office_director', 'province'), 'province_scoring')).toEqual(['score', 'publish']);
    expect(evaluationAbilities(who('office_director', 'province'), 'published')).toEqual(['correct']);
    expect(evaluationAbilities({ ...who('leader_view', 'province'), readOnly: true }, 'province_scoring')).toEqual([]);
    expect(actionsFor(EVALUATION_MACHINE, 'self_scoring', 'dept_leader')).toEqual([]);
  });
});
