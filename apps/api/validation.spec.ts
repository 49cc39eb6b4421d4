import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { IsDay, hasMessage, type FieldError, type Problem } from '../../libs/kernel/index.js';
import { Validation } from './validation.js';

class Part {
  @IsString() @Length(2, 5) name!: string;
}
class Body {
  @IsString() @Length(2, 10) text!: string;
  @Type(() => Number) @IsInt() @Min(0) @Max(100) percent!: number;
  @IsOptional() @IsIn(['red', 'green']) colour?: string;
  @IsOptional() @IsDay() on?: string;
  @IsOptional() @IsBoolean() yes?: boolean;
  @IsOptional() @IsUUID() row?: string;
  @IsOptional() @ArrayNotEmpty() @ArrayMaxSize(2) @ArrayUnique() @IsString({ each: true }) list?: string[];
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Part) parts?: Part[];
  @IsOptional() @IsString() @MaxLength(3) short?: string;
}

const pipe = new Validation();
const take = (value: unknown, type: 'body' | 'query' = 'body') => pipe.transform(value, { type, metatype: Body });
const refused = (value: unknown, type: 'body' | 'query' = 'body'): Promise<Problem> =>
  take(value, type).then(() => { throw new Error('was taken'); }, (problem: Problem) => problem);
const codes = (problem: Problem) => Object.fromEntries((problem.options.errors ?? []).map((e: FieldError) => [e.pointer, e.code]));
const good = { text: 'text', percent: 5 };

it('takes what is right, as what it is', async () => {
  const taken = await take({ ...good, percent: '7', parts: [{ name: 'ab' }] });
  expect(taken).toBeInstanceOf(Body);
  expect(taken).toEqual({ text: 'text', percent: 7, parts: [{ name: 'ab' }] });
});

it('names every bad field at once, each with one reason', async () => {
  const problem = await refused({
    percent: 101, colour: 'blue', on: '2026-02-30', yes: 'perhaps', row: '1', list: ['a', 'a'], parts: [{ name: 'ok' }, { name: 'x' }, {}], short: 'long', stranger: 1,
  });
  expect(problem).toMatchObject({ status: 422, code: 'invalid' });
  expect(codes(problem)).toEqual({
    '/text': 'required', '/percent': 'too_big', '/colour': 'not_accepted', '/on': 'not_a_date', '/yes': 'wrong_type', '/row': 'not_an_id', '/list': 'repeated',
    '/parts/1/name': 'too_short', '/parts/2/name': 'required', '/short': 'too_long', '/stranger': 'unknown_field',
  });
  for (const { code } of problem.options.errors!) expect(hasMessage(code)).toBe(true);
});

it('says by how much', async () => {
  const { options } = await refused({ text: 'x'.repeat(11), percent: -1, list: ['a', 'b', 'c'], colour: 'blue' });
  expect(options.errors).toEqual(expect.arrayContaining([
    { pointer: '/text', code: 'too_long', params: { max: 10 } },
    { pointer: '/percent', code: 'too_small', params: { min: 0 } },
    { pointer: '/list', code: 'too_many', params: { max: 2 } },
    { pointer: '/colour', code: 'not_accepted', params: { accepted: ['red', 'green'] } },
  ]));
  expect(codes(await refused({ ...good, list: [] }))).toEqual({ '/list': 'too_few' });
});

it('tells another type before a wrong size', async () => {
  expect(codes(await refused({ text: 7, percent: 'x', list: 'a', parts: [7] }))).toMatchObject({ '/text': 'wrong_type', '/percent': 'wrong_type' });
  for (const body of [null, undefined, [], 'text', 7]) expect(codes(await refused(body))).toEqual({ '': 'wrong_type' });
});

it('writes a field’s name as a JSON pointer does', async () => {
  expect(codes(await refused({ ...good, 'a/b~c': 1 }))).toEqual({ '/a~1b~0c': 'unknown_field' });
});

it('names a query’s parameters, with 400', async () => {
  const problem = await refused({ ...good, percent: 'x', stranger: '1' }, 'query');
  expect(problem).toMatchObject({ status: 400, code: 'bad_query' });
  expect(codes(problem)).toEqual({ percent: 'wrong_type', stranger: 'unknown_field' });
});
