import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, notFound, type Actor } from '../kernel/index.js';
import type { ExtensionOut, ExtensionPage, ExtensionQuery } from './extension-request.dto.js';
import { extensionAbilities, type ExtensionLimits } from './extension-request.rules.js';

type Row = Omit<ExtensionOut, 'abilities'> & { leadDepartmentId: string };

const PERSON = (who: string) => `json_build_object('name', e.${who}_by, 'role', e.${who}_role, 'organisation', e.${who}_organisation)`;
const COLUMNS = `e.id, json_build_object('id', a.id, 'no', a.no) AS assignment, json_build_object('id', u.id, 'name', u.name) AS unit,
  json_build_object('code', t.code, 'name', t.name, 'nameEn', t.name_en) AS task, e.sequence, e.state, e.reason, e.progress, e.due_on AS "dueOn",
  e.original_due_on AS "originalDueOn", e.proposed_due_on AS "proposedDueOn", e.decided_due_on AS "decidedDueOn", ${PERSON('requested')} AS "requestedBy",
  e.signed_by AS "signedBy", CASE WHEN e.decided_by IS NOT NULL THEN ${PERSON('decided')} END AS "decidedBy", e.decision_reason AS "decisionReason",
  e.decided_at AS "decidedAt", e.created_at AS "createdAt", e.version, a.lead_department_id AS "leadDepartmentId"`;
const TABLES = `extension_request e JOIN assignment a ON a.id = e.assignment_id JOIN pilot_unit u ON u.id = a.pilot_unit_id JOIN task_category t ON t.id = a.task_category_id`;
const ONE = { name: 'extensions.one', text: `SELECT ${COLUMNS} FROM ${TABLES} WHERE e.id = $1` };
export const EXTENSION_LIMITS = {
  name: 'extensions.limits',
  text: `SELECT coalesce((value ->> 'byLead')::int, 1) AS "byLead", coalesce((value ->> 'byOffice')::int, 1) AS "byOffice"
    FROM (SELECT 1) one LEFT JOIN setting ON key = 'assignment.extensions'`,
};

const byLead = `(SELECT coalesce((value ->> 'byLead')::int, 1) FROM (SELECT 1) one LEFT JOIN setting ON key = 'assignment.extensions')`;
/** Which requests wait for a role; for the to-dos too. */
export const AWAITS_ON: Readonly<Record<string, string>> = {
  pilot_leader: `e.state = 'requested'`,
  dept_leader: `e.state = 'leader_ok' AND e.sequence <= ${byLead} AND EXISTS (SELECT FROM assignment l WHERE l.id = e.assignment_id AND l.lead_department_id = app_scope())`,
  office_staff: `e.state = 'leader_ok' AND e.sequence <= ${byLead}`,
  office_director: `e.state = 'leader_ok'`,
};

@Injectable()
export class ExtensionList {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** Newest first. */
  async list(actor: Actor, query: ExtensionQuery): Promise<ExtensionPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions().add('assignment', 'e.assignment_id = $', query.assignment).add('state', 'e.state = ANY ($)', query.state);
    if (query.awaits) where.add(`awaits-${actor.role}`, AWAITS_ON[actor.role] ?? 'false');
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'id', 1);
    if (after) where.add('after', 'e.id < $::uuid', ...after);
    const [rows, [count], [limits]] = await this.db.readAll<[Row, { n: number }, ExtensionLimits]>(
      actor,
      [{ name: where.name('extensions', limit), text: `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${where.sql} ORDER BY e.id DESC LIMIT ${limit + 1}` }, where.values],
      [{ name: total.name('extensions.total'), text: `SELECT count(*)::int AS n FROM extension_request e WHERE ${total.sql}` }, total.values],
      [EXTENSION_LIMITS, []],
    );
    const items = rows.slice(0, limit).map((row) => shown(actor, row, limits!));
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('id', [last.id]) : null, total: count!.n };
  }

  async one(actor: Actor, id: string): Promise<ExtensionOut> {
    const [[row], [limits]] = await this.db.readAll<[Row, ExtensionLimits]>(actor, [ONE, [id]], [EXTENSION_LIMITS, []]);
    if (!row) throw notFound();
    return shown(actor, row, limits!);
  }

  /** The same inside a transaction. */
  async oneWithin(em: EntityManager, actor: Actor, id: string): Promise<ExtensionOut> {
    const [row] = (await em.query(ONE.text, [id])) as Row[];
    const [limits] = (await em.query(EXTENSION_LIMITS.text)) as ExtensionLimits[];
    if (!row) throw notFound();
    return shown(actor, row, limits!);
  }
}

const shown = (actor: Actor, { leadDepartmentId, ...row }: Row, limits: ExtensionLimits): ExtensionOut => ({ ...row, abilities: extensionAbilities(actor, { ...row, leadDepartmentId }, limits) });
