import fc from 'fast-check';
import { fromSerial, headerKey, inert, listOf, parseCount, parseDay, parsePercent, tidy, unquoted } from './text.rules.js';

describe('a day', () => {
  it.each([
    '2026-03-02', '2026/3/2', '2026.3.2', '2026.03.02', '2026年3月2日', '2026 年 3 月 2 日', '2026年03月02号', '20260302', '２０２６年３月２日', '2026-03-02 00:00:00', '2026-03-02T00:00:00Z', '2026/3/2 8:30', '46083', '46083.5',
  ])('is read from %s', (text) => expect(parseDay(text)).toBe('2026-03-02'));

  it.each(['', '去年', '2026-02-30', '2026-13-01', '3/2/2026', '02.03.2026', '2026年3月', '2026', '420', '1899-12-31', '2200-01-01', '123456', '26-3-2', '20260230'])('is not guessed from %s', (text) =>
    expect(parseDay(text)).toBeUndefined(),
  );

  it('is a serial number that counts from 1900 or from 1904', () => {
    expect([fromSerial(46083), fromSerial(46083 - 1462, true), fromSerial(61)]).toEqual(['2026-03-02', '2026-03-02', '1900-03-01']);
  });
});

describe('a number', () => {
  it.each([['420', 420], ['420人', 420], ['1,420', 1420], ['1，420', 1420], ['４２０', 420], ['１，４２０ 人', 1420], [' 420　', 420], ['420.0', 420], ['0', 0]] as const)('is %s', (text, count) => expect(parseCount(text)).toBe(count));
  it.each(['约420', '四百', '1.5', '-3', '420-500', '1.2万', '', '人', '123456789', '4e2'])('is not guessed from %s', (text) => expect(parseCount(text)).toBeUndefined());
  it.each([['40', 40], ['40%', 40], ['４０％', 40], ['百分之40', 40], ['100.0%', 100], ['0', 0]] as const)('of percent is %s', (text, percent) => expect(parsePercent(text)).toBe(percent));
  it.each(['101', '-1', '一半', '40.5', ''])('of percent is not %s', (text) => expect(parsePercent(text)).toBeUndefined());
});

it('knows a header by its name, whatever is set around it', () => {
  for (const header of ['职工人数', ' 职 工 人 数 ', '*职工人数', '职工人数（人）', '职工人数(人)：', '职工\n人数', '　职工人数【必填】']) expect(headerKey(header)).toBe('职工人数');
});

it('keeps a text as it was written, but for what is not seen', () => {
  expect(tidy('　\u200b沧州（集团）有限公司\ufeff ')).toBe('沧州（集团）有限公司');
  expect(listOf('C03、A03，B01;C03\nD02')).toEqual(['C03', 'A03', 'B01', 'D02']);
});

it('makes any text harmless, and gives it back', () => {
  for (const text of ['=1+1', '+86', '-', '@SUM(A1)', '\tx', '\rx', "'=1", "''+1", '＝1+1']) {
    expect(inert(text)).toBe(`'${text}`);
    expect(unquoted(inert(text))).toBe(text);
  }
  fc.assert(fc.property(fc.string(), (text) => unquoted(inert(text)) === text || (text.startsWith("'") && inert(text) === text)));
});
