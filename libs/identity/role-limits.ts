import type { OrganisationKind } from './organisation.entity.js';
import { PERMISSIONS } from './permissions.js';
import { ROLES } from './roles.js';

/** Where a role has its place, and the three administrators (三员), who are told apart from everybody. */
const PLACES: Readonly<Record<string, readonly OrganisationKind[]>> = {
  office_director: ['provincial_union'],
  office_staff: ['provincial_union'],
  leader_view: ['provincial_union'],
  city_reviewer: ['territorial_union'],
  city_staff: ['territorial_union'],
  // the union leads tasks as the departments do
  dept_leader: ['department', 'provincial_union'],
  dept_liaison: ['department', 'provincial_union'],
  pilot_leader: ['pilot_unit'],
  pilot_liaison: ['pilot_unit'],
  // a group borrows people from everywhere; 回避 keeps each from the own organisation
  inspector_lead: ['provincial_union', 'territorial_union', 'department', 'pilot_unit'],
  inspector: ['provincial_union', 'territorial_union', 'department', 'pilot_unit'],
  sys_admin: ['provincial_union'],
  sec_admin: ['provincial_union'],
  audit_admin: ['provincial_union'],
};

/** A business role without these could not open its own home page. */
const ALWAYS = ['unit.read', 'case.read', 'task.read'];

export interface RoleLimits {
  role: string;
  administrator: boolean;
  organisationKinds: readonly OrganisationKind[];
  /** What it cannot lose. */
  least: string[];
  /** What it can have at most: no power of administrators for others, no business for them, no writing for who only reads. */
  most: string[];
}

/** The ceiling and the floor of each role's permissions. The three administrators' are fixed: none may adjust its own kind. */
export const ROLE_LIMITS: Readonly<Record<string, RoleLimits>> = Object.fromEntries(
  Object.entries(ROLES).map(([role, { permissions, reach, readOnly }]) => {
    const administrator = reach === 'admin';
    const possible = Object.entries(PERMISSIONS).filter(([, p]) => p.reaches.includes(reach) && (p.looks || !readOnly));
    const most = administrator ? [...permissions] : [...new Set([...permissions, ...possible.map(([code]) => code)])];
    const least = administrator ? [...permissions] : permissions.filter((p) => ALWAYS.includes(p));
    return [role, { role, administrator, organisationKinds: PLACES[role] ?? [], least, most }];
  }),
);
