import { compare, differences, type TaskFacts } from './catalogue.rules.js';

const task = (code: string, facts: Partial<TaskFacts> = {}): TaskFacts => ({
  id: code, code, name: `任务${code}`, nameEn: code, directionName: '思想引领', lead: '省总工会', coLeads: [], cooperating: ['省财政厅', '省教育厅'], indicators: [], ...facts,
});

it('names the fields that differ, and no order of departments', () => {
  expect(differences(task('A01'), task('A01', { cooperating: ['省教育厅', '省财政厅'] }))).toEqual([]);
  expect(differences(task('A01'), task('A01', { name: '改名', lead: '省国资委' }))).toEqual([
    { field: 'name', before: ['任务A01'], after: ['改名'] },
    { field: 'lead', before: ['省总工会'], after: ['省国资委'] },
  ]);
});

it('tells what came, what went and what changed', () => {
  const { added, removed, changed } = compare([task('A01'), task('A02')], [task('A02', { indicators: ['场次'] }), task('A03')]);
  expect([added, removed].map((tasks) => tasks.map(({ code }) => code))).toEqual([['A03'], ['A01']]);
  expect(changed).toMatchObject([{ task: { code: 'A02' }, differences: [{ field: 'indicators', before: [], after: ['场次'] }] }]);
  expect(compare([], []).changed).toEqual([]);
});
