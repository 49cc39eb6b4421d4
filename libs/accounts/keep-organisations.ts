import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Organisation, Region } from '../identity/index.js';
import { change, conflict, Db, forbidden, invalid, newId, sameVersion, seen, type Actor, type FieldError } from '../kernel/index.js';
import type { CreateOrganisationIn, OrganisationDetail, OrganisationTransitionIn, UpdateOrganisationIn } from './organisation.dto.js';

/** The tree of unions and departments. Pilot units come and go with the register. */
@Injectable()
export class KeepOrganisations {
  constructor(@Inject(Db) private readonly db: Db) {}

  detail(actor: Actor, id: string): Promise<OrganisationDetail> {
    return this.db.as(actor, (em) => read(em, actor, id));
  }

  /** @throws 409 when the code is taken, 422 with every bad field */
  create(actor: Actor, input: CreateOrganisationIn): Promise<OrganisationDetail> {
    return this.db.as(actor, async (em) => {
      const { regionCode, parentId = null, nameEn = null, protocolOrder = 0, ...fields } = input;
      const region = regionCode ? await em.findOneBy(Region, { code: regionCode }) : await em.findOne(Region, { where: { level: 'province' } });
      const errors = await wrongParent(em, null, parentId);
      if (!region) errors.push({ pointer: '/regionCode', code: 'unknown_reference', params: { value: regionCode } });
      if (input.kind === 'territorial_union' && !regionCode) errors.push({ pointer: '/regionCode', code: 'required' });
      if (errors.length > 0) throw invalid(errors);
      const id = newId();
      await em.insert(Organisation, { id, ...fields, nameEn: nameEn || null, parentId, protocolOrder, regionId: region!.id });
      return read(em, actor, id);
    });
  }

  /** @throws 404, 403 for a pilot unit's, 412, 422 */
  update(actor: Actor, id: string, version: number, input: UpdateOrganisationIn): Promise<OrganisationDetail> {
    return this.db.as(actor, async (em) => {
      const organisation = await kept(em, id, version);
      if (input.parentId !== undefined) {
        const errors = await wrongParent(em, id, input.parentId);
        if (errors.length > 0) throw invalid(errors);
      }
      if (Object.keys(input).length > 0) await change(em, Organisation, organisation, input);
      return read(em, actor, id);
    });
  }

  /** @throws 404, 403 for a pilot unit's, 409 while somebody holds a position there or it has parts, 412 */
  transition(actor: Actor, id: string, version: number, { action }: OrganisationTransitionIn): Promise<OrganisationDetail> {
    return this.db.as(actor, async (em) => {
      const organisation = await kept(em, id, version);
      const closing = action === 'close';
      if (closing === (organisation.closedAt !== null)) throw conflict('wrong_state', { extra: { allowed: [closing ? 'reopen' : 'close'] } });
      await change(em, Organisation, organisation, { closedAt: closing ? () => 'now()' : null });
      return read(em, actor, id);
    });
  }
}

async function kept(em: EntityManager, id: string, version: number): Promise<Organisation> {
  const organisation = await seen(em, Organisation, id);
  if (organisation.kind === 'pilot_unit') throw forbidden('organisation_of_register');
  sameVersion(organisation, version);
  return organisation;
}

/** A parent is there, open, no pilot unit, and not below the organisation itself. */
async function wrongParent(em: EntityManager, id: string | null, parentId: string | null): Promise<FieldError[]> {
  if (parentId === null) return [];
  const above: { id: string; kind: string; closed_at: Date | null }[] = await em.query(
    `WITH RECURSIVE up AS (
       SELECT id, parent_id, kind, closed_at FROM organisation WHERE id = $1
       UNION SELECT o.id, o.parent_id, o.kind, o.closed_at FROM organisation o JOIN up ON up.parent_id = o.id)
     SELECT id, kind, closed_at FROM up`,
    [parentId],
  );
  const parent = above.find((row) => row.id === parentId);
  if (!parent || parent.kind === 'pilot_unit') return [{ pointer: '/parentId', code: 'unknown_reference', params: { value: parentId } }];
  if (parent.closed_at) return [{ pointer: '/parentId', code: 'organisation_closed' }];
  return above.some((row) => row.id === id) ? [{ pointer: '/parentId', code: 'circular' }] : [];
}

async function read(em: EntityManager, actor: Actor, id: string): Promise<OrganisationDetail> {
  const organisation = await seen(em, Organisation, id);
  const [{ n }] = await em.query('SELECT count(*)::int AS n FROM position p WHERE p.organisation_id = $1 AND p.revoked_at IS NULL', [id]);
  const mayKeep = actor.permissions.has('organisation.write') && organisation.kind !== 'pilot_unit';
  const abilities = mayKeep ? ['update', ...(organisation.closedAt ? ['reopen'] : n === 0 ? ['close'] : [])] : [];
  return { ...organisation, positions: n as number, abilities };
}
