import { Inject, Injectable, Optional } from '@nestjs/common';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, systemActor, type Actor } from '../kernel/index.js';
import type { AuditEntryOut, AuditPage, AuditPosition, AuditQuery, AuditUser } from './audit.dto.js';

type EntryRow = Omit<AuditEntryOut, 'user' | 'position'> & { userId: string | null; positionId: string | null };

// The grants of `reach_admin` leave out the content of business rows, so the statement must not name those columns.
const content = (actor: Actor) =>
  actor.reach === 'admin' ? 'account_before AS before, account_after AS after' : 'before, after';

const USERS = { name: 'audit.users', text: 'SELECT id, name FROM app_user WHERE id = ANY ($1)' };
const POSITIONS = {
  name: 'audit.positions',
  text: `SELECT p.id, p.role, o.short_name AS organisation, u.name AS "deputyFor" FROM position p
         JOIN organisation o ON o.id = p.organisation_id
         LEFT JOIN position d ON d.id = p.deputy_of LEFT JOIN app_user u ON u.id = d.user_id WHERE p.id = ANY ($1)`,
};

/** What a role is called, by its code. Roles are the identity's, which stands above this lib: the application provides them. */
export const ROLE_NAMES = Symbol('role names');
export type RoleNames = Readonly<Record<string, { zh: string; en: string }>>;

/** Who did what to which row. The table's policies say which entries, its grants which columns. */
@Injectable()
export class AuditTrail {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Optional() @Inject(ROLE_NAMES) private readonly roleNames: RoleNames = {},
  ) {}

  /** Newest first. */
  async list(actor: Actor, query: AuditQuery): Promise<AuditPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions()
      .add('type', 'subject_type = $', query.subjectType)
      .add('subject', 'subject_id = $', query.subjectId)
      .add('user', 'user_id = $', query.user)
      .add('action', 'action = $', query.action)
      .add('from', `at >= $::date::timestamp AT TIME ZONE 'Asia/Shanghai'`, query.from)
      .add('to', `at < ($::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`, query.to);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'newest', 1);
    if (after) where.add('after', 'id < $::bigint', ...after);
    const [rows, [count]] = await this.db.readAll<[EntryRow, { n: number }]>(
      actor,
      [
        {
          name: where.name('audit', limit),
          text: `SELECT id, at, user_id AS "userId", position_id AS "positionId", action, op, subject_type AS "subjectType",
                        subject_id AS "subjectId", changed, trace_id AS "traceId", ${content(actor)}
                 FROM audit_entry WHERE ${where.sql} ORDER BY id DESC LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      [{ name: total.name('audit.total'), text: `SELECT count(*)::int AS n FROM audit_entry WHERE ${total.sql}` }, total.values],
    );
    const items = await this.named(rows.slice(0, limit));
    const last = items.at(-1);
    const nextCursor = rows.length > limit && last ? encodeCursor('newest', [last.id]) : null;
    return { items, nextCursor, total: count!.n };
  }

  // Whoever may read an entry may read who wrote it; the policies of the accounts themselves would show one's own only.
  private async named(rows: EntryRow[]): Promise<AuditEntryOut[]> {
    const userIds = distinct(rows.map((row) => row.userId));
    const positionIds = distinct(rows.map((row) => row.positionId));
    const [users, positions] = await this.db.readAll<[AuditUser, Omit<AuditPosition, 'roleZh' | 'roleEn'>]>(
      systemActor('audit.names'),
      [USERS, [userIds]],
      [POSITIONS, [positionIds]],
    );
    const userById = new Map(users.map((user) => [user.id, user]));
    const positionById = new Map(positions.map((position) => [position.id, this.withRoleName(position)]));
    return rows.map(({ userId, positionId, ...row }) => ({
      ...row,
      user: userById.get(userId ?? '') ?? null,
      position: positionById.get(positionId ?? '') ?? null,
    }));
  }

  private withRoleName(position: Omit<AuditPosition, 'roleZh' | 'roleEn'>): AuditPosition {
    const { zh, en } = this.roleNames[position.role] ?? { zh: position.role, en: position.role };
    return { ...position, roleZh: zh, roleEn: en };
  }
}

const distinct = (ids: (string | null)[]): string[] => [...new Set(ids)].filter((id) => id !== null);
