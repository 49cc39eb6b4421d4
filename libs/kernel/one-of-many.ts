import type { EntityManager } from 'typeorm';
import type { Locale } from './actor.js';
import { message } from './messages.js';
import { Problem } from './problems.js';

/** What became of one of many acts: done, or refused with the first reason, by code and in the reader's words. */
export type OneOfMany<T> = { done: T; refused?: never } | { done?: never; refused: { code: string; detail: string } };

/** Many answers, counted. */
export function answered<T extends { outcome: string }>(items: T[]): { done: number; refused: number; items: T[] } {
  const done = items.filter(({ outcome }) => outcome === 'done').length;
  return { done, refused: items.length - done, items };
}

/** Runs one of many acts in the caller's transaction. Refused, it leaves nothing and the others go on; any other failure ends them all. */
export async function oneOfMany<T>(em: EntityManager, locale: Locale, act: () => Promise<T>): Promise<OneOfMany<T>> {
  await em.query('SAVEPOINT one_of_many');
  try {
    const done = await act();
    await em.query('RELEASE SAVEPOINT one_of_many');
    return { done };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await em.query('ROLLBACK TO SAVEPOINT one_of_many');
    const { code, params } = error.options.errors?.[0] ?? { code: error.code, params: error.options.params };
    return { refused: { code, detail: message(code, locale, params) } };
  }
}
