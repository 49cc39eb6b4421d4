import fc from 'fast-check';
import { dueAt, localTime, PAUSES, pauseAfter, type Choice } from './delivery-time.rules.js';

const CHOICE: Choice = { mail: 'each', digestAt: '08:30', quietFrom: '20:00', quietUntil: '07:30', onRestDays: false };
// 10 June 2026 is a Wednesday
const isWorking = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const local = (text: string) => new Date(`${text}:00+08:00`);
const due = (now: string, choice: Partial<Choice> = {}, urgent = false) => {
  const { day, time } = localTime(dueAt(local(now), { ...CHOICE, ...choice }, urgent, isWorking));
  return `${day}T${time}`;
};

describe('a notice goes out', () => {
  it('at once in the day’s hours, and after the quiet ones otherwise', () => {
    expect(due('2026-06-10T10:00')).toBe('2026-06-10T10:00');
    expect(due('2026-06-10T06:00')).toBe('2026-06-10T07:30');
    expect(due('2026-06-10T20:00')).toBe('2026-06-11T07:30');
    expect(due('2026-06-10T23:59')).toBe('2026-06-11T07:30');
    expect(due('2026-06-10T12:30', { quietFrom: '12:00', quietUntil: '14:00' })).toBe('2026-06-10T14:00');
    expect(due('2026-06-10T23:00', { quietFrom: null, quietUntil: null })).toBe('2026-06-10T23:00');
  });

  it('with the next digest of a working day, where that was chosen', () => {
    expect(due('2026-06-10T08:00', { mail: 'digest' })).toBe('2026-06-10T08:30');
    expect(due('2026-06-10T10:00', { mail: 'digest' })).toBe('2026-06-11T08:30');
    expect(due('2026-06-12T10:00', { mail: 'digest' })).toBe('2026-06-15T08:30');
  });

  it('not on a rest day, unless that was chosen, or it is urgent', () => {
    expect(due('2026-06-13T10:00')).toBe('2026-06-15T07:30');
    expect(due('2026-06-12T21:00')).toBe('2026-06-15T07:30');
    expect(due('2026-06-13T10:00', { onRestDays: true })).toBe('2026-06-13T10:00');
    expect(due('2026-06-13T23:00', {}, true)).toBe('2026-06-13T23:00');
    expect(due('2026-06-13T23:00', { mail: 'digest' }, true)).toBe('2026-06-13T23:00');
  });

  it('never before now, never in quiet hours, never on a rest day, and within days, whatever was chosen', () => {
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    const moment = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2026-12-31T00:00:00Z') }).map((ms) => new Date(ms));
    fc.assert(
      fc.property(moment, time, time, time, fc.constantFrom('each' as const, 'digest' as const), fc.boolean(), (now, digestAt, quietFrom, quietUntil, mail, onRestDays) => {
        const found = dueAt(now, { mail, digestAt, quietFrom, quietUntil, onRestDays }, false, isWorking);
        const at = localTime(found);
        const quiet = quietFrom > quietUntil ? at.time >= quietFrom || at.time < quietUntil : at.time >= quietFrom && at.time < quietUntil;
        return found >= new Date(Math.floor(now.getTime() / 60_000) * 60_000) && found.getTime() - now.getTime() < 5 * 86_400_000 &&
          (onRestDays || isWorking(at.day)) && (mail === 'digest' ? at.time === digestAt : !quiet);
      }),
    );
  });
});

it('pauses longer after each attempt, and gives up in the end', () => {
  expect([...PAUSES]).toEqual([...PAUSES].sort((a, b) => a - b));
  expect(pauseAfter(1)).toBe(60_000);
  expect(pauseAfter(PAUSES.length + 1)).toBeNull();
});
