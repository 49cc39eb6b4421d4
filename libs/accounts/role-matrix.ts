import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { adjustmentFor, AREAS, outsideLimits, PERMISSIONS, permissionsOf, ROLE_LIMITS, ROLES, type Adjustment } from '../identity/index.js';
import { conflict, Db, forbidden, invalid, newId, notFound, stale, type Actor } from '../kernel/index.js';
import type { PermissionOut, RoleHistory, RoleMatrix, RoleOut, UpdateRoleIn } from './role.dto.js';

interface GrantRow extends Adjustment {
  role: string;
  version: number;
  reason: string | null;
  changedAt: Date;
  changedBy: string;
}

const NEWEST = `SELECT DISTINCT ON (g.role) g.role, g.version, g.given, g.taken, g.reason, g.created_at AS "changedAt", u.name AS "changedBy"
  FROM role_grant g JOIN app_user u ON u.id = g.user_id ORDER BY g.role, g.version DESC`;
const HOLDERS = `SELECT role, count(*)::int AS n FROM position p WHERE position_stands(p.revoked_at, p.valid_from, p.valid_until) GROUP BY role`;

/** What every role may do, and within which limits the security administrator may adjust it. */
@Injectable()
export class RoleMatrices {
  constructor(@Inject(Db) private readonly db: Db) {}

  matrix(actor: Actor): Promise<RoleMatrix> {
    return this.db.as(actor, async (em) => ({ items: await roles(em, actor), permissions: LABELS }));
  }

  /** Newest first. @throws 404 */
  async history(actor: Actor, code: string): Promise<RoleHistory> {
    if (!ROLES[code]) throw notFound();
    const items = await this.db.read<RoleHistory['items'][number]>(
      actor,
      {
        name: 'role.history',
        text: `SELECT g.version, g.created_at AS at, u.name AS by, g.given, g.taken, g.reason
               FROM role_grant g JOIN app_user u ON u.id = g.user_id WHERE g.role = $1 ORDER BY g.version DESC`,
      },
      [code],
    );
    return { items };
  }

  /**
   * From the next request on, on every replica, the role may do exactly this.
   * @throws 404, 403 for an administrator's role, 412, 422 naming each permission beyond the limits
   */
  adjust(actor: Actor, code: string, version: number, { permissions, reason }: UpdateRoleIn): Promise<RoleOut> {
    return this.db.as(actor, async (em) => {
      await adjustable(em, actor, code, version);
      const { tooMuch, missing } = outsideLimits(code, permissions);
      const errors = permissions.flatMap((p, i) => (tooMuch.includes(p) ? [{ pointer: `/permissions/${i}`, code: 'role_limits', params: { value: p } }] : []));
      if (missing.length > 0) errors.push({ pointer: '/permissions', code: 'role_least', params: { value: missing } as never });
      if (errors.length > 0) throw invalid(errors);
      return write(em, actor, code, version, adjustmentFor(code, permissions), reason);
    });
  }

  /** Back to the default. @throws 404, 403 for an administrator's role, 409 when nothing is adjusted, 412 */
  reset(actor: Actor, code: string, version: number, reason: string): Promise<RoleOut> {
    return this.db.as(actor, async (em) => {
      const { abilities } = await adjustable(em, actor, code, version);
      if (!abilities.includes('reset')) throw conflict('wrong_state', { extra: { allowed: abilities } });
      return write(em, actor, code, version, { given: [], taken: [] }, reason);
    });
  }
}

async function adjustable(em: EntityManager, actor: Actor, code: string, version: number): Promise<RoleOut> {
  const role = (await roles(em, actor)).find((r) => r.code === code);
  if (!role) throw notFound();
  if (role.administrator) throw forbidden('role_fixed');
  if (role.version !== version) throw stale(role.version);
  return role;
}

async function write(em: EntityManager, actor: Actor, code: string, version: number, { given, taken }: Adjustment, reason: string | undefined): Promise<RoleOut> {
  await em
    .query('INSERT INTO role_grant (id, role, version, given, taken, reason, user_id) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      newId(), code, version + 1, given, taken, reason ?? null, actor.userId,
    ])
    .catch((error: { driverError?: { code?: string } }) => {
      // somebody was quicker by a moment
      throw error.driverError?.code === '23505' ? stale(version + 1) : error;
    });
  return (await roles(em, actor)).find((r) => r.code === code)!;
}

async function roles(em: EntityManager, actor: Actor): Promise<RoleOut[]> {
  const grants = new Map(((await em.query(NEWEST)) as GrantRow[]).map((row) => [row.role, row]));
  const holders = new Map(((await em.query(HOLDERS)) as { role: string; n: number }[]).map((row) => [row.role, row.n]));
  return Object.entries(ROLES).map(([code, { zh, en, reach, readOnly, permissions: defaults }]) => {
    const grant = grants.get(code);
    const { administrator, organisationKinds, least, most } = ROLE_LIMITS[code]!;
    return {
      code, zh, en, reach, administrator, readOnly: readOnly ?? false,
      organisationKinds: [...organisationKinds],
      permissions: permissionsOf(code, grant),
      defaults: [...defaults],
      least, most,
      holders: holders.get(code) ?? 0,
      version: grant?.version ?? 1,
      changedAt: grant?.changedAt ?? null,
      changedBy: grant?.changedBy ?? null,
      reason: grant?.reason ?? null,
      abilities: actor.permissions.has('role.write') && !administrator ? ['update', ...(isAdjusted(grant) ? ['reset'] : [])] : [],
    };
  });
}

const isAdjusted = (grant: Adjustment | undefined) => grant !== undefined && grant.given.length + grant.taken.length > 0;

const LABELS: PermissionOut[] = Object.entries(PERMISSIONS).map(([code, { area, zh, en, looks }]) => ({
  code, area, areaZh: AREAS[area].zh, areaEn: AREAS[area].en, zh, en, looks: looks ?? false,
}));
