import fc from 'fast-check';
import { Conditions, decodeCursor, encodeCursor, likePattern, toArray } from './pages.js';

const refusal = expect.objectContaining({ status: 400, code: 'bad_cursor' });

describe('a cursor', () => {
  const value = fc.oneof(fc.string({ unit: 'binary' }).map((s) => s.toWellFormed()), fc.integer(), fc.constant(null));

  it('comes back as it went, of the same order only', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(value, { minLength: 1, maxLength: 4 }), (order, values) => {
        const cursor = encodeCursor(order, values);
        expect(decodeCursor(cursor, order, values.length)).toEqual(values);
        expect(() => decodeCursor(cursor, `${order}-`, values.length)).toThrow(refusal);
        expect(() => decodeCursor(cursor, order, values.length + 1)).toThrow(refusal);
      }),
      { seed: 2 },
    );
  });

  it('is refused when it is anything else', () => {
    const forged = [['id', { a: 1 }], ['id', ['x']], ['id', true], { 0: 'id' }, 'id', 7, null];
    for (const made of forged) expect(() => decodeCursor(Buffer.from(JSON.stringify(made)).toString('base64url'), 'id', 1)).toThrow(refusal);
    for (const text of ['', 'x', '====', 'e30', '\u0000']) expect(() => decodeCursor(text, 'id', 1)).toThrow(refusal);
  });

  it('is none on the first page', () => expect(decodeCursor(undefined, 'id', 1)).toBeUndefined());
});

describe('the conditions of a list', () => {
  it('number their parameters in the order they were named, and skip what was not asked', () => {
    const where = new Conditions();
    expect(where.param('today')).toBe(1);
    where.add('a', 'a = $', 1).add('none', 'n = $', undefined).add('b', 'b BETWEEN $ AND $ AND $1 > b', 2, 3).add('plain', 'c IS NULL');
    expect(where.sql).toBe('a = $2 AND b BETWEEN $3 AND $4 AND $1 > b AND c IS NULL');
    expect(where.values).toEqual(['today', 1, 2, 3]);
    expect(where.name('list')).toBe('list+a+b+plain');
  });

  it('are all rows when there are none, and have no name when they are too many to keep a plan for', () => {
    expect(new Conditions().sql).toBe('true');
    const many = ['a', 'b', 'c', 'd', 'e'].reduce((where, key) => where.add(key, `${key} = $`, 1), new Conditions());
    expect(many.name('list')).toBeUndefined();
  });

  it('have a copy that goes its own way', () => {
    const where = new Conditions().add('a', 'a = $', 1);
    const copy = where.copy();
    where.add('b', 'b = $', 2);
    expect([copy.sql, copy.values, copy.name('x')]).toEqual(['a = $1', [1], 'x+a']);
  });
});

it('takes the wildcards of LIKE literally', () => expect(likePattern(' 50%_\\A ')).toBe('%50\\%\\_\\\\a%'));

it('reads a repeated parameter as several and a single one as a list of one', () => {
  expect([undefined, 'a', ['a', 'b']].map((value) => toArray({ value }))).toEqual([undefined, ['a'], ['a', 'b']]);
});
