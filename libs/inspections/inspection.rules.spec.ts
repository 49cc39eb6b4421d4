import fc from 'fast-check';
import { actionsFor, decide } from '../kernel/index.js';
import { VOCABULARIES } from '../units/index.js';
import { NATURES, scoreOf, SEVERITIES, VERDICTS, VISIT_MACHINE, INSPECTION_MACHINE, type Verdict } from './inspection.rules.js';

const answers = (...given: [weight: number, verdict: Verdict][]) =>
  given.map(([weight, verdict], i) => ({ itemId: `item ${i + 1}`, weight, verdict }));

describe('the score of a visit', () => {
  it('is earned weight over applicable weight, with its working', () => {
    expect(scoreOf(answers([10, 'pass'], [6, 'partial'], [4, 'fail']))).toEqual({
      score: 65,
      earned: 13,
      applicable: 20,
      items: [
        { itemId: 'item 1', weight: 10, verdict: 'pass', credit: 1, points: 10 },
        { itemId: 'item 2', weight: 6, verdict: 'partial', credit: 0.5, points: 3 },
        { itemId: 'item 3', weight: 4, verdict: 'fail', credit: 0, points: 0 },
      ],
    });
  });

  it('spreads the weight of what does not apply', () => {
    const { score, applicable, items } = scoreOf(answers([10, 'pass'], [5, 'fail'], [85, 'not_applicable']));
    expect({ score, applicable }).toEqual({ score: 66.67, applicable: 15 });
    expect(items[2]).toMatchObject({ credit: null, points: null });
  });

  it('is none when nothing applies', () => {
    expect(scoreOf(answers([10, 'not_applicable'])).score).toBeNull();
    expect(scoreOf([]).score).toBeNull();
  });

  it('lies between 0 and 100, and a better verdict never lowers it', () => {
    const one = fc.record({ itemId: fc.string(), weight: fc.integer({ min: 1, max: 100 }), verdict: fc.constantFrom(...VERDICTS) });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1 }), (given) => {
        const { score } = scoreOf(given);
        if (score !== null) expect(score >= 0 && score <= 100).toBe(true);
        const better = given.map((a) => (a.verdict === 'fail' ? { ...a, verdict: 'partial' as const } : a));
        expect(scoreOf(better).score ?? 0).toBeGreaterThanOrEqual(score ?? 0);
      }),
    );
  });
});

describe('the machines', () => {
  it('let inspectors file and the office feed back', () => {
    expect(actionsFor(VISIT_MACHINE, 'planned', 'inspector')).toEqual(['file']);
    expect(actionsFor(VISIT_MACHINE, 'planned', 'office_staff')).toEqual([]);
    expect(actionsFor(VISIT_MACHINE, 'filed', 'inspector')).toEqual([]);
    expect(actionsFor(VISIT_MACHINE, 'filed', 'inspector_lead')).toEqual(['feed_back']);
    expect(actionsFor(VISIT_MACHINE, 'fed_back', 'office_director')).toEqual([]);
    expect(decide(VISIT_MACHINE, 'filed', 'inspector', 'file')).toMatchObject({ allowed: false, because: 'wrong_state' });
  });

  it('use the words of the vocabulary', () => {
    const codes = (list: readonly { code: string }[]) => list.map((term) => term.code);
    expect(SEVERITIES).toEqual(codes(VOCABULARIES.finding_severity));
    expect(NATURES).toEqual(codes(VOCABULARIES.finding_nature));
    const states = INSPECTION_MACHINE.transitions.flatMap((t) => [...t.from, t.to]);
    expect(codes(VOCABULARIES.inspection_state)).toEqual(expect.arrayContaining(states));
  });
});
