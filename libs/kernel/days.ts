import { registerDecorator, type ValidationOptions } from 'class-validator';

const DAY = /^(19|20|21)\d{2}-\d{2}-\d{2}$/;

/** Whether a text is a day that exists, between 1900 and 2199: `2026-02-30` is none. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}

/** A day, `YYYY-MM-DD`. */
export const IsDay = (options?: ValidationOptions) => (target: object, propertyName: string) =>
  registerDecorator({ name: 'isDay', target: target.constructor, propertyName, options: options ?? {}, validator: { validate: isDay } });
