import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ROLE_LIMITS } from '../identity/index.js';
import { Clock, conflict, Db, forbidden, invalid, newId, permitted, stale, type Actor, type FieldError } from '../kernel/index.js';
import { NOT_FOR_DEPUTIES, POSITION_MACHINE } from './account.rules.js';
import { readPosition } from './positions.list.js';
import type { GivePositionIn, PositionDetail, PositionTransitionIn } from './position.dto.js';

/** What the security administrator does to positions, and to none of its own. */
@Injectable()
export class GivePositions {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws 403 for oneself, 409 when the person has it already or the three would mix, 422 with every bad field */
  give(actor: Actor, input: GivePositionIn): Promise<PositionDetail> {
    return this.db.as(actor, async (em) => readPosition(em, actor, await givePosition(em, actor, input, this.clock.today())));
  }

  /** @throws 404, 403, 409, 412, 422 */
  transition(actor: Actor, id: string, version: number, input: PositionTransitionIn): Promise<PositionDetail> {
    return this.db.as(actor, async (em) => {
      const position = await readPosition(em, actor, id);
      if (position.user.id === actor.userId) throw forbidden('own_account');
      if (position.version !== version) throw stale(position.version);
      const transition = permitted(POSITION_MACHINE, position.state, actor.role, input.action);
      if (position.deputyFor && NOT_FOR_DEPUTIES.includes(transition.action)) throw conflict('wrong_state', { extra: { allowed: position.abilities } });
      const missing = (transition.needs ?? []).filter((field) => input[field as 'reason'] === undefined);
      if (missing.length > 0) throw invalid(missing.map((field) => ({ pointer: `/${field}`, code: 'required' })));
      if (transition.action === 'revoke') await set(em, id, version, 'revoked_at = now(), reason = $3', [input.reason]);
      if (transition.action === 'prolong') await this.prolong(em, position, input);
      if (transition.action === 'deputise') await this.deputise(em, actor, position, input);
      if (transition.action === 'hand_over') await handOver(em, actor, position, input, this.clock.today());
      return readPosition(em, actor, id);
    });
  }

  private async prolong(em: EntityManager, position: PositionDetail, { validUntil, reason }: PositionTransitionIn): Promise<void> {
    const errors = dates({ validFrom: position.validFrom, validUntil }, this.clock.today(), '');
    if (position.deputyFor && validUntil === null) errors.push({ pointer: '/validUntil', code: 'required' });
    if (errors.length > 0) throw invalid(errors);
    await set(em, position.id, position.version, 'valid_until = $3, reason = coalesce($4, reason)', [validUntil, reason ?? null]);
  }

  private async deputise(em: EntityManager, actor: Actor, position: PositionDetail, input: PositionTransitionIn): Promise<void> {
    const { role, organisation } = position;
    if (input.userId === position.user.id) throw invalid([{ pointer: '/userId', code: 'not_oneself' }]);
    if (!input.validUntil) throw invalid([{ pointer: '/validUntil', code: 'required' }]);
    const given = { userId: input.userId!, organisationId: organisation.id, role, validFrom: input.validFrom, validUntil: input.validUntil, reason: input.reason };
    await givePosition(em, actor, given, this.clock.today(), position.id);
    // the principal's own row changes too, so that two who name a deputy at once see each other
    await set(em, position.id, position.version, 'reason = reason', []);
  }
}

async function set(em: EntityManager, id: string, version: number, sql: string, values: unknown[]): Promise<void> {
  const [rows] = (await em.query(`UPDATE position SET ${sql} WHERE id = $1 AND version = $2 RETURNING id`, [id, version, ...values])) as [unknown[], number];
  if (rows.length === 0) throw stale(version + 1);
}

/** Gives a position, or gives it again to who had it before. @returns its id */
export async function givePosition(em: EntityManager, actor: Actor, input: GivePositionIn, today: string, deputyOf: string | null = null): Promise<string> {
  if (input.userId === actor.userId) throw forbidden('own_account');
  const errors = dates(input, today, '');
  errors.push(...(await wrongPlace(em, input, '')));
  if (errors.length > 0) throw invalid(errors);
  const { userId, organisationId, role, validFrom, validUntil, reason } = input;
  const [given]: { id: string }[] = await em.query(
    `INSERT INTO position AS p (id, user_id, organisation_id, role, valid_from, valid_until, deputy_of, reason)
     VALUES ($1, $2, $3, $4, coalesce($5::date, (now() AT TIME ZONE 'Asia/Shanghai')::date), $6, $7, $8)
     ON CONFLICT (user_id, organisation_id, role, deputy_of) DO UPDATE SET revoked_at = NULL, succeeded_by = NULL, valid_from = excluded.valid_from,
       valid_until = excluded.valid_until, reason = excluded.reason
     WHERE p.revoked_at IS NOT NULL OR p.valid_until < (now() AT TIME ZONE 'Asia/Shanghai')::date
     RETURNING p.id`,
    [newId(), userId, organisationId, role, validFrom ?? null, validUntil ?? null, deputyOf, reason ?? null],
  );
  if (!given) throw conflict('position_held');
  return given.id;
}

/** What is wrong with the days of a position. */
export function dates(input: { validFrom?: string | undefined; validUntil?: string | null | undefined }, today: string, at: string): FieldError[] {
  const { validFrom, validUntil } = input;
  if (!validUntil) return [];
  if (validUntil < today) return [{ pointer: `${at}/validUntil`, code: 'in_the_past' }];
  return validFrom && validUntil < validFrom ? [{ pointer: `${at}/validUntil`, code: 'before_start' }] : [];
}

/** Whether the person, the organisation and the role are there and fit; the database asks again. */
export async function wrongPlace(em: EntityManager, input: GivePositionIn, at: string): Promise<FieldError[]> {
  const limits = ROLE_LIMITS[input.role];
  const [found]: { user: boolean; kind: string | null; closed: boolean | null }[] = await em.query(
    `SELECT EXISTS (SELECT FROM app_user WHERE id = $1) AS user, o.kind, o.closed_at IS NOT NULL AS closed
     FROM (SELECT 1) one LEFT JOIN organisation o ON o.id = $2`,
    [input.userId, input.organisationId],
  );
  const errors: FieldError[] = [];
  if (!found!.user) errors.push({ pointer: `${at}/userId`, code: 'unknown_reference', params: { value: input.userId } });
  if (!found!.kind) errors.push({ pointer: `${at}/organisationId`, code: 'unknown_reference', params: { value: input.organisationId } });
  else if (found!.closed) errors.push({ pointer: `${at}/organisationId`, code: 'organisation_closed' });
  if (!limits) errors.push({ pointer: `${at}/role`, code: 'not_accepted', params: { accepted: Object.keys(ROLE_LIMITS) } });
  else if (found!.kind && !limits.organisationKinds.includes(found!.kind as never)) errors.push({ pointer: `${at}/role`, code: 'role_fits_organisation' });
  return errors;
}

/** 移交: the successor has the position from now on, its deputies end, and what is open goes over in the same transaction. */
async function handOver(em: EntityManager, actor: Actor, position: PositionDetail, input: PositionTransitionIn, today: string): Promise<void> {
  const { id, version, role, organisation, validUntil } = position;
  if (input.userId === position.user.id) throw invalid([{ pointer: '/userId', code: 'not_oneself' }]);
  const given = { userId: input.userId!, organisationId: organisation.id, role, validUntil: validUntil ?? undefined, reason: input.reason };
  const successor = await givePosition(em, actor, given, today);
  await set(em, id, version, 'revoked_at = now(), succeeded_by = $3, reason = coalesce($4, reason)', [successor, input.reason ?? null]);
  const [{ moved }] = await em.query('SELECT hand_over_work($1, $2) AS moved', [id, successor]);
  await em.query('INSERT INTO handover (id, from_position_id, to_position_id, moved, reason) VALUES ($1, $2, $3, $4, $5)', [
    newId(), id, successor, JSON.stringify(moved), input.reason ?? null,
  ]);
}
