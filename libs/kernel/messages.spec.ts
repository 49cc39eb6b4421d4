import { hasMessage, message } from './messages.js';

it('speaks the reader’s language and fills in what it is told', () => {
  expect(message('too_long', 'zh', { max: 20 })).toBe('过长，最多 20 个字符。');
  expect(message('not_accepted', 'en', { accepted: ['a', 'b'] })).toBe('Not one of the accepted values: a, b.');
});

it('gives back a code that it does not know, also one that every object has', () => {
  expect(message('no_such_code', 'zh')).toBe('no_such_code');
  for (const code of ['toString', '__proto__', 'constructor']) expect({ code, known: hasMessage(code), text: message(code, 'zh') }).toEqual({ code, known: false, text: code });
});
