import { hrefOf, titleOf } from './notice.rules.js';

describe('a notice', () => {
  it('says in both languages what happened', () => {
    const data = { no: 'RW-2026-000007', task: '技能等级认定', taskEn: 'Skill-grade recognition', dueOn: '2026-12-31' };
    expect(titleOf('assignment_issued', data, 'zh')).toBe('新交办任务 RW-2026-000007：技能等级认定，请于 2026-12-31 前办结');
    expect(titleOf('assignment_issued', data, 'en')).toBe('New assignment RW-2026-000007: Skill-grade recognition, due 2026-12-31');
  });

  it('stays readable when it was written without a datum, or by another version', () => {
    expect(titleOf('assignment_completed', { no: 'RW-1' }, 'zh')).toBe('任务 RW-1（—）已办结');
    expect(titleOf('of_tomorrow', {}, 'en')).toBe('of_tomorrow');
  });

  it('leads to its page', () => {
    expect(hrefOf('visit', 'v1')).toBe('/visits/v1');
    expect(hrefOf('assignment', 'a1')).toBe('/assignments/a1');
    expect(hrefOf('meeting', 'm1')).toBeNull();
  });
});
