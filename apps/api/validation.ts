import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { badRequest, invalid, type FieldError } from '../../libs/kernel/index.js';

// class-validator's constraint → the catalogue's code and its parameters
type Read = (message: string) => Omit<FieldError, 'pointer'>;
const numberIn = (message: string) => Number(/-?\d+/.exec(message)?.[0]);
const simple = (code: string): Read => () => ({ code });
const typed = (zh: string): Read => () => ({ code: 'wrong_type', params: { expected: zh } });
const READ: Record<string, Read> = {
  whitelistValidation: simple('unknown_field'),
  isNotEmpty: simple('required'),
  isDefined: simple('required'),
  isString: typed('文本 text'),
  isInt: typed('整数 integer'),
  isNumber: typed('数字 number'),
  isBoolean: typed('true / false'),
  isArray: typed('列表 list'),
  isObject: typed('对象 object'),
  isUuid: simple('not_an_id'),
  isEmail: simple('bad_email'),
  isDateString: simple('not_a_date'),
  isDay: simple('not_a_date'),
  arrayUnique: simple('repeated'),
  matches: (message) => ({ code: 'bad_form', params: { expected: /must match (.*) regular/.exec(message)?.[1] } }),
  nestedValidation: typed('对象 object'),
  isIn: (message) => ({ code: 'not_accepted', params: { accepted: message.split(': ').at(-1)?.split(', ') } }),
  max: (message) => ({ code: 'too_big', params: { max: numberIn(message) } }),
  min: (message) => ({ code: 'too_small', params: { min: numberIn(message) } }),
  maxLength: (message) => ({ code: 'too_long', params: { max: numberIn(message) } }),
  arrayMaxSize: (message) => ({ code: 'too_many', params: { max: numberIn(message) } }),
  arrayMinSize: (message) => ({ code: 'too_few', params: { min: numberIn(message) } }),
  arrayNotEmpty: () => ({ code: 'too_few', params: { min: 1 } }),
  isLength: (message) =>
    /shorter/.test(message)
      ? { code: 'too_long', params: { max: numberIn(message) } }
      : { code: 'too_short', params: { min: numberIn(message) } },
};
// One field is told one thing: what is missing before what is too short.
const ORDER = ['whitelistValidation', 'isDefined', 'isNotEmpty', 'isString', 'isInt', 'isNumber', 'isArray', 'isUuid', 'isIn', 'isDay'];

function collect(errors: ValidationError[], prefix: string): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${prefix}/${error.property.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    const below = error.children?.length ? collect(error.children, pointer) : [];
    const broken = Object.keys(error.constraints ?? {});
    if (broken.length === 0) return below;
    const missing = error.value === undefined && !broken.includes('whitelistValidation');
    if (missing) return [{ pointer, code: 'required' }];
    const first = ORDER.find((name) => broken.includes(name)) ?? broken[0]!;
    const read = READ[first] ?? simple('invalid');
    return [{ pointer, ...read(error.constraints![first]!) }, ...below];
  });
}

const PLAIN: unknown[] = [String, Number, Boolean, Object, Array];

/** Names every bad field: of a body with 422 and a JSON pointer, of a query with 400 and the parameter's name. */
export class Validation extends ValidationPipe {
  constructor() {
    super({ whitelist: true, forbidNonWhitelisted: true, transform: true });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom' || !metadata.metatype || PLAIN.includes(metadata.metatype)) return value;
    const object = value !== null && typeof value === 'object' && !Array.isArray(value);
    if (metadata.type === 'body' && !object) {
      throw invalid([{ pointer: '', code: 'wrong_type', params: { expected: '对象 object' } }]);
    }
    const unkeepable = badCharacters(value, '');
    if (unkeepable.length > 0) throw refusal(metadata, unkeepable);
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      if (!(error instanceof BadFields)) throw error;
      throw refusal(metadata, collect(error.errors, ''));
    }
  }

  override createExceptionFactory() {
    return (errors: ValidationError[] = []) => new BadFields(errors);
  }
}

const refusal = ({ type }: ArgumentMetadata, fields: FieldError[]) =>
  type === 'body' ? invalid(fields) : badRequest('bad_query', fields.map((field) => ({ ...field, pointer: field.pointer.slice(1) })));

/** PostgreSQL's text takes neither NUL nor half a surrogate pair. */
function badCharacters(value: unknown, pointer: string): FieldError[] {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? [{ pointer, code: 'bad_character' }] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, below]) => badCharacters(below, `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`));
}

class BadFields extends Error {
  constructor(readonly errors: ValidationError[]) {
    super('bad fields');
  }
}
