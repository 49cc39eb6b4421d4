import { markOf, monthsBetween } from './roadmap.rules.js';

it('counts months over the turn of a year', () => {
  expect(monthsBetween('2026-11-30', '2027-02-01')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  expect(monthsBetween('2026-06-01', '2026-06-30')).toEqual(['2026-06']);
  expect(monthsBetween('2026-07-01', '2026-06-30')).toEqual([]);
});

it('draws a span month by month', () => {
  const span = { from: '2026-03-15', dueOn: '2026-06-20', milestones: [{ dueOn: '2026-05-01' }, { dueOn: '2026-08-01' }] };
  const drawn = monthsBetween('2026-02-01', '2026-08-31').map((month) => markOf(month, span));
  expect(drawn).toEqual([null, '■', '■', '◆', '●', null, '◆']);
});
