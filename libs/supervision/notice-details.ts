import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { actionsFor, Clock, Db, notFound, type Actor } from '../kernel/index.js';
import { NOTICE_COLUMNS, NOTICE_TABLES } from './notice-row.js';
import type { SupervisionDetail } from './supervision.dto.js';
import { LEVELS, SUPERVISION_MACHINE, type Kind } from './supervision.rules.js';

const DETAIL = {
  name: 'supervision.detail',
  text: `SELECT ${NOTICE_COLUMNS}, n.pilot_case_id AS "caseId", n.light, n.progress, n.problem, n.requirement, n.reply_days AS "replyDays", n.reply,
      n.replied_on AS "repliedOn", i.name AS issuer, n.signer_role AS "signerRole", n.created_at AS "createdAt", n.updated_at AS "updatedAt",
      (SELECT coalesce(json_agg(json_build_object('action', s.action, 'from', s.from_state, 'to', s.to_state, 'at', s.created_at,
              'by', json_build_object('name', s.actor_name, 'role', s.actor_role, 'organisation', s.actor_organisation), 'reason', s.reason) ORDER BY s.id), '[]')
       FROM supervision_step s WHERE s.notice_id = n.id) AS steps
    FROM supervision_notice n ${NOTICE_TABLES} LEFT JOIN organisation i ON i.id = n.issuer_id WHERE n.id = $2`,
};

/** Whether the actor stands where `action` on a notice is done from: a department on the tasks it leads, and no further than its level. */
export function mayOn(actor: Actor, { kind, leadId }: { kind: Kind; leadId: string }, action: string): boolean {
  if (actor.reach === 'department' && leadId !== actor.scope) return false;
  return !['issue', 'drop', 'withdraw'].includes(action) || LEVELS[kind].issues.includes(actor.role);
}

/** One notice, whole, and what the actor may do to it now. */
@Injectable()
export class NoticeDetails {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async detail(actor: Actor, id: string): Promise<SupervisionDetail> {
    const [row] = await this.db.read<SupervisionDetail>(actor, DETAIL, [this.clock.today(), id]);
    return this.shown(actor, row);
  }

  async detailWithin(em: EntityManager, actor: Actor, id: string): Promise<SupervisionDetail> {
    const [row]: SupervisionDetail[] = await em.query(DETAIL.text, [this.clock.today(), id]);
    return this.shown(actor, row);
  }

  private shown(actor: Actor, row: SupervisionDetail | undefined): SupervisionDetail {
    if (!row) throw notFound();
    const notice = { kind: row.kind as Kind, leadId: row.lead.id };
    const abilities = actor.permissions.has('supervision.act') && !actor.readOnly
      ? actionsFor(SUPERVISION_MACHINE, row.state, actor.role).filter((action) => mayOn(actor, notice, action))
      : [];
    return { ...row, abilities };
  }
}
