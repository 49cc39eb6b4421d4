import { message, type FieldError, type Locale } from '../kernel/index.js';
import type { RefusalOut } from './case-transition.dto.js';

/** What stands against something, in the reader's words: told before it is tried. */
export const refusals = (errors: readonly FieldError[], locale: Locale): RefusalOut[] =>
  errors.map(({ pointer, code, params }) => ({ pointer, code, detail: message(code, locale, params) }));
