import { Inject, Injectable } from '@nestjs/common';
import { permissionsOf, ROLES, scopeOf, type Adjustment } from '../identity/index.js';
import { Db, likePattern, notFound, systemActor, type Actor } from '../kernel/index.js';
import type { Mentionable } from './comment.dto.js';

/** What a comment is beside. */
export type Subject = { assignmentId: string } | { pilotCaseId: string };

interface Candidate extends Mentionable {
  organisationId: string;
  regionId: string;
  adjustment: Adjustment | null;
}

const SEEN = {
  assignment: { name: 'discussion.assignment', text: 'SELECT a.no, a.region_id AS "regionId", a.department_ids || a.pilot_unit_id AS parties FROM assignment a WHERE a.id = $1' },
  case: {
    name: 'discussion.case',
    text: `SELECT c.case_no AS no, c.region_id AS "regionId", ARRAY(SELECT s.department_id FROM sponsorship s WHERE s.pilot_case_id = c.id AND s.ended_on IS NULL) || c.pilot_unit_id AS parties FROM pilot_case c WHERE c.id = $1`,
  },
};

const POSITIONS = `SELECT p.id AS "positionId", u.name, p.role, o.short_name AS organisation, o.id AS "organisationId", o.region_id AS "regionId",
    (SELECT json_build_object('given', g.given, 'taken', g.taken) FROM role_grant g WHERE g.role = p.role ORDER BY g.version DESC LIMIT 1) AS adjustment
  FROM position p JOIN app_user u ON u.id = p.user_id AND u.disabled_at IS NULL JOIN organisation o ON o.id = p.organisation_id
  WHERE p.revoked_at IS NULL`;
const AMONG = { name: 'discussion.among', text: `${POSITIONS} AND p.id = ANY ($1)` };
// The parties, the office and the union of the region: whoever else may see it has no part in it.
const PARTIES = {
  name: 'discussion.parties',
  text: `${POSITIONS} AND (o.id = ANY ($1) OR o.kind = 'provincial_union' OR (o.kind = 'territorial_union' AND o.region_id = $2))
    AND ($3::text IS NULL OR lower(u.name || ' ' || o.short_name || ' ' || o.name) LIKE $3) AND p.id <> $4 ORDER BY o.kind, o.protocol_order, p.role, u.name LIMIT 60`,
};
const SHOWN_AT_ONCE = 20;

/** Who may be told of a comment: positions that may see what it is beside. The policies themselves are asked, as each of them. */
@Injectable()
export class Mentions {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** @throws 404 when the actor does not see it */
  async subject(actor: Actor, subject: Subject): Promise<{ no: string; regionId: string; parties: string[] }> {
    const [statement, id] = seenBy(subject);
    const [row] = await this.db.read<{ no: string; regionId: string; parties: string[] }>(actor, statement, [id]);
    if (!row) throw notFound();
    return row;
  }

  async mentionable(actor: Actor, subject: Subject, q?: string): Promise<Mentionable[]> {
    const { parties, regionId } = await this.subject(actor, subject);
    const rows = await this.db.read<Candidate>(systemActor('discussion.mentionable'), PARTIES, [parties, regionId, q?.trim() ? likePattern(q) : null, actor.positionId]);
    return (await this.whoSee(rows, subject)).slice(0, SHOWN_AT_ONCE).map(shown);
  }

  /** @returns of these positions those that may see it, and no word of the others */
  async among(positionIds: readonly string[], subject: Subject): Promise<Mentionable[]> {
    if (positionIds.length === 0) return [];
    const rows = await this.db.read<Candidate>(systemActor('discussion.mention'), AMONG, [positionIds]);
    return (await this.whoSee(rows, subject)).map(shown);
  }

  /** Asks the door as somebody in each of these places would: one question for all who see alike. */
  private async whoSee(rows: Candidate[], subject: Subject): Promise<Candidate[]> {
    const [statement, id] = seenBy(subject);
    const answers = new Map<string, Promise<boolean>>();
    const sees = (row: Candidate): Promise<boolean> => {
      const reach = ROLES[row.role]?.reach;
      if (!reach || !permissionsOf(row.role, row.adjustment).includes('assignment.read')) return Promise.resolve(false);
      const scope = scopeOf(reach, row.organisationId, row.regionId);
      const key = `${reach} ${scope}`;
      const asking = { ...systemActor('discussion.sight'), reach, scope, role: row.role, positionId: row.positionId, readOnly: true };
      if (!answers.has(key)) answers.set(key, this.db.read(asking, statement, [id]).then((found) => found.length > 0));
      return answers.get(key)!;
    };
    const seen: Candidate[] = [];
    for (const row of rows) if (await sees(row)) seen.push(row);
    return seen;
  }
}

const seenBy = (subject: Subject) => ('assignmentId' in subject ? ([SEEN.assignment, subject.assignmentId] as const) : ([SEEN.case, subject.pilotCaseId] as const));
const shown = ({ positionId, name, role, organisation }: Candidate): Mentionable => ({ positionId, name, role, organisation });
