import { ROLES } from '../../../libs/identity/index.js';
import { systemActor, type Actor, type Db } from '../../../libs/kernel/index.js';

export interface Position {
  id: string;
  userId: string;
  name: string;
  role: string;
  organisationId: string;
  organisation: string;
  kind: string;
  code: string;
  regionId: string;
}

/** The positions of the demo's accounts. */
export const POSITIONS = `SELECT p.id, u.id AS "userId", u.name, p.role, p.organisation_id AS "organisationId", o.short_name AS organisation, o.kind, o.code,
    o.region_id AS "regionId"
  FROM position p JOIN app_user u ON u.id = p.user_id JOIN organisation o ON o.id = p.organisation_id WHERE u.is_demo ORDER BY u.id`;

/** Somebody of the demo, as the position acts. */
export function acting({ id, userId, name, role, organisationId, organisation, regionId }: Position): Actor {
  const { reach, permissions } = ROLES[role]!;
  const scope = { city: regionId, department: organisationId, unit: organisationId }[reach as string] ?? null;
  return {
    ...systemActor('demo.cases'), reach, scope, role, userId, userName: name, positionId: id, organisationId, organisationName: organisation, permissions: new Set(permissions),
  };
}

/** The office's own hand. */
export async function officeActor(db: Db): Promise<Actor> {
  const positions = await db.read<Position>(systemActor('demo'), { name: undefined, text: POSITIONS });
  return acting(positions.find(({ role }) => role === 'office_staff')!);
}
