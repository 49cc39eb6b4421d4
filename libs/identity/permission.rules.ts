import { ROLE_LIMITS } from './role-limits.js';
import { ROLES } from './roles.js';

/** How a role's permissions differ from the default. */
export interface Adjustment {
  given: readonly string[];
  taken: readonly string[];
}

/** What a role may do now: the default and what was given, without what was taken, never beyond its ceiling. */
export function permissionsOf(role: string, adjustment?: Adjustment | null): string[] {
  const defaults = ROLES[role]?.permissions ?? [];
  const { most = [], least = [] } = ROLE_LIMITS[role] ?? {};
  const given = (adjustment?.given ?? []).filter((p) => most.includes(p) && !defaults.includes(p));
  return [...defaults, ...given].filter((p) => least.includes(p) || !adjustment?.taken.includes(p));
}

/** The difference that makes `wanted` out of the default. */
export function adjustmentFor(role: string, wanted: readonly string[]): Adjustment {
  const defaults = ROLES[role]?.permissions ?? [];
  return { given: wanted.filter((p) => !defaults.includes(p)), taken: defaults.filter((p) => !wanted.includes(p)) };
}

/** What of `wanted` is beyond the role's limits. */
export function outsideLimits(role: string, wanted: readonly string[]): { tooMuch: string[]; missing: string[] } {
  const { most = [], least = [] } = ROLE_LIMITS[role] ?? {};
  return { tooMuch: wanted.filter((p) => !most.includes(p)), missing: least.filter((p) => !wanted.includes(p)) };
}
