import { isTooOld, PASSWORD_PROFILES, passwordProblems, PROFILE_NAMES, type ProfileName } from './password.rules.js';

const owner = { username: 'city.cangzhou.staff', name: '张三丰' };
const common = (word: string) => ['password', 'qwerty', 'admin', '12345678'].includes(word);
const wrong = (profile: ProfileName, password: string) => passwordProblems(PASSWORD_PROFILES[profile], password, owner, common).map((p) => p.code);

it('asks 等保 for three kinds of characters, ASVS for length alone', () => {
  expect(wrong('dengbao', 'Jixie-88')).toEqual([]);
  expect(wrong('dengbao', 'jixie-gongren')).toEqual(['password_classes']);
  expect(wrong('dengbao', 'Ab1-')).toEqual(['too_short']);
  expect(wrong('asvs', 'jixie gongren')).toEqual([]);
  expect(wrong('asvs', 'Jixie-88')).toEqual(['too_short']);
  expect(wrong('asvs', '产业工人队伍建设改革试点')).toEqual([]);
});

it('tells everything that is wrong at once', () => {
  expect(wrong('dengbao', 'abc')).toEqual(['too_short', 'password_classes']);
  expect(wrong('asvs', 'x'.repeat(129))).toEqual(['too_long']);
});

it('refuses what is tried first, also with what people add to it', () => {
  for (const password of ['Password2026!', 'Qwerty#1', '12345678', '2026Admin!!']) expect(wrong('dengbao', password)).toContain('password_common');
});

it('refuses the owner’s own names', () => {
  for (const password of ['City.Cangzhou.Staff1', 'Cangzhou#2026', 'x1-CANGZHOU']) expect(wrong('dengbao', password)).toEqual(['password_is_name']);
  expect(wrong('dengbao', 'City#2026x')).toContain('password_is_name');
  expect(passwordProblems(PASSWORD_PROFILES.dengbao, '阿张三丰丰Ab1', { username: 'a', name: '张三丰丰' }, common)[0]?.code).toBe('password_is_name');
});

it('grows old by the profile', () => {
  const changed = new Date('2026-01-01T00:00:00Z');
  const after = (days: number) => new Date(changed.getTime() + days * 86_400_000);
  expect([isTooOld(PASSWORD_PROFILES.dengbao, changed, after(90)), isTooOld(PASSWORD_PROFILES.dengbao, changed, after(91))]).toEqual([false, true]);
  expect(isTooOld(PASSWORD_PROFILES.asvs, changed, after(9_999))).toBe(false);
});

it('names a source for every profile', () => {
  for (const name of PROFILE_NAMES) expect(PASSWORD_PROFILES[name].source.length).toBeGreaterThan(20);
});
