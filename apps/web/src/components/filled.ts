/** A field that was typed into and emptied again is one nobody filled in, and is not sent. */
export const filled = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as T;
