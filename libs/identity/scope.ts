import type { Reach } from '../kernel/index.js';

/** @returns the region, department or unit that a reach is about, from where its position is; null where it is about none */
export function scopeOf(reach: Reach, organisationId: string, regionId: string): string | null {
  if (reach === 'city') return regionId;
  // an inspector's scope is the own organisation, which the policy keeps out (回避)
  return reach === 'department' || reach === 'unit' || reach === 'inspector' ? organisationId : null;
}
