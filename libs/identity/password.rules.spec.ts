import { checkPassword } from './password.rules.js';

const codes = (password: string) => checkPassword(password, { username: 'zhang.san' }).map(({ code }) => code);

it('takes ten characters, whatever their alphabet', () => {
  expect(codes('春风化雨润物细无声了')).toEqual([]);
  expect(codes('nine char')).toEqual(['too_short']);
});

it('does not take the user name, nor what holds it', () => expect(codes('xZhang.San2026')).toEqual(['password_is_username']));

it('names everything that is wrong', () => expect(checkPassword('ab', { username: 'ab' }).map(({ code }) => code)).toEqual(['too_short', 'password_is_username']));
