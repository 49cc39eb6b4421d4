import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  actionsFor, Clock, Conditions, Db, decodeCursor, DEFAULT_LIMIT, encodeCursor, forbidden, invalid, newId, notFound, permitted, stale, type Actor,
} from '../kernel/index.js';
import { PROPOSAL_MACHINE } from './account.rules.js';
import { dates, givePosition, wrongPlace } from './give-position.js';
import type { GivePositionIn, ProposalOut, ProposalPage, ProposalQuery, ProposalTransitionIn } from './position.dto.js';

type Row = Omit<ProposalOut, 'abilities'>;
const COLUMNS = `q.id, q.role, q.state, q.valid_from::text AS "validFrom", q.valid_until::text AS "validUntil", q.reason, q.version,
  q.created_at AS "createdAt", q.updated_at AS "updatedAt", json_build_object('id', u.id, 'username', u.username, 'name', u.name) AS "user",
  json_build_object('id', o.id, 'name', o.short_name, 'kind', o.kind) AS organisation`;
const TABLES = 'position_proposal q JOIN app_user u ON u.id = q.user_id JOIN organisation o ON o.id = q.organisation_id';

/** Writes a position that is wanted and gives nothing yet. @returns its id. @throws 422 with every bad field below `at` */
export async function propose(em: EntityManager, input: GivePositionIn, today: string, at = ''): Promise<string> {
  const errors = [...dates(input, today, at), ...(await wrongPlace(em, input, at))];
  if (errors.length > 0) throw invalid(errors);
  const id = newId();
  await em.query(
    `INSERT INTO position_proposal (id, user_id, organisation_id, role, valid_from, valid_until, reason)
     VALUES ($1, $2, $3, $4, coalesce($5::date, (now() AT TIME ZONE 'Asia/Shanghai')::date), $6, $7)`,
    [id, input.userId, input.organisationId, input.role, input.validFrom ?? null, input.validUntil ?? null, input.reason ?? null],
  );
  return id;
}

/** Positions wanted by the system administrator, decided by the security administrator. */
@Injectable()
export class Proposals {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(actor: Actor, query: ProposalQuery): Promise<ProposalPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions().add('state', 'q.state = ANY ($)', query.state).add('user', 'q.user_id = $', query.user);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'newest', 1);
    if (after) where.add('after', 'q.id < $::uuid', ...after);
    const [rows, [count]] = await this.db.readAll<[Row, { n: number }]>(
      actor,
      [
        { name: where.name('proposals', limit), text: `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${where.sql} ORDER BY q.id DESC LIMIT ${limit + 1}` },
        where.values,
      ],
      [{ name: total.name('proposals.total'), text: `SELECT count(*)::int AS n FROM position_proposal q WHERE ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit).map((row) => shown(actor, row));
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('newest', [last.id]) : null, total: count!.n };
  }

  /** @throws 403 for oneself, 409 when it is proposed already, 422 */
  propose(actor: Actor, input: GivePositionIn): Promise<ProposalOut> {
    return this.db.as(actor, async (em) => {
      if (input.userId === actor.userId) throw forbidden('own_account');
      return read(em, actor, await propose(em, input, this.clock.today()));
    });
  }

  /** Approving gives the position in the same transaction. @throws 404, 403, 409, 412, 422 */
  decide(actor: Actor, id: string, version: number, { action, reason }: ProposalTransitionIn): Promise<ProposalOut> {
    return this.db.as(actor, async (em) => {
      const proposal = await read(em, actor, id);
      if (proposal.user.id === actor.userId) throw forbidden('own_account');
      if (proposal.version !== version) throw stale(proposal.version);
      const transition = permitted(PROPOSAL_MACHINE, proposal.state, actor.role, action);
      if (transition.needs && !reason) throw invalid([{ pointer: '/reason', code: 'needs_reason' }]);
      const [rows] = (await em.query(
        'UPDATE position_proposal SET state = $3, reason = coalesce($4, reason) WHERE id = $1 AND version = $2 RETURNING id',
        [id, version, transition.to, reason ?? null],
      )) as [unknown[], number];
      if (rows.length === 0) throw stale(version + 1);
      if (transition.action === 'approve') {
        const { user, organisation, role, validFrom, validUntil } = proposal;
        const given = { userId: user.id, organisationId: organisation.id, role, validFrom, validUntil: validUntil ?? undefined, reason: proposal.reason ?? undefined };
        await givePosition(em, actor, given, this.clock.today());
      }
      return read(em, actor, id);
    });
  }
}

async function read(em: EntityManager, actor: Actor, id: string): Promise<ProposalOut> {
  const [row]: Row[] = await em.query(`SELECT ${COLUMNS} FROM ${TABLES} WHERE q.id = $1`, [id]);
  if (!row) throw notFound();
  return shown(actor, row);
}

const shown = (actor: Actor, row: Row): ProposalOut => ({
  ...row,
  abilities: row.user.id === actor.userId ? [] : actionsFor(PROPOSAL_MACHINE, row.state, actor.role),
});
