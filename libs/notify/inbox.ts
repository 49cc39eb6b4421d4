import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, notFound, type Actor } from '../kernel/index.js';
import { hrefOf, titleOf } from './notice.rules.js';
import type { NotificationOut, NotificationPage, NotificationQuery, ReadAllIn, ReadAllOut } from './notification.dto.js';

interface NotificationRow {
  id: string;
  kind: string;
  subjectType: string;
  subjectId: string;
  data: Record<string, unknown>;
  urgent: boolean;
  createdAt: Date;
  readAt: Date | null;
}

const COLUMNS = `id, kind, subject_type AS "subjectType", subject_id AS "subjectId", data, urgent,
  created_at AS "createdAt", read_at AS "readAt"`;

/** What waits for the position acted in; the policy of the table shows no other. */
@Injectable()
export class Inbox {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** Newest first. */
  async list(actor: Actor, query: NotificationQuery): Promise<NotificationPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions();
    if (query.unread !== undefined) where.add(`unread-${query.unread}`, `(read_at IS NULL) = ${query.unread}`);
    where.add('subject', 'subject_type = ANY ($)', query.subjectType);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'newest', 1);
    if (after) where.add('after', 'id < $::uuid', ...after);
    const [rows, [count]] = await this.db.readAll<[NotificationRow, { n: number }]>(
      actor,
      [
        {
          name: where.name('notifications', limit),
          text: `SELECT ${COLUMNS} FROM notification WHERE ${where.sql} ORDER BY id DESC LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      [{ name: total.name('notifications.total'), text: `SELECT count(*)::int AS n FROM notification WHERE ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit).map(shown);
    const last = items.at(-1);
    const nextCursor = rows.length > limit && last ? encodeCursor('newest', [last.id]) : null;
    return { items, nextCursor, total: count!.n };
  }

  /** Marks a notice read, once: the first moment stays. */
  async read(actor: Actor, id: string): Promise<NotificationOut> {
    return this.db.as(own(actor), async (em) => {
      await em.query('UPDATE notification SET read_at = now() WHERE id = $1 AND read_at IS NULL', [id]);
      const [row]: NotificationRow[] = await em.query(`SELECT ${COLUMNS} FROM notification WHERE id = $1`, [id]);
      if (!row) throw notFound();
      return shown(row);
    });
  }

  /** Marks read what is unread, up to the notice named. */
  async readAll(actor: Actor, { upTo }: ReadAllIn): Promise<ReadAllOut> {
    return this.db.as(own(actor), async (em) => {
      const [, read]: [unknown, number] = await em.query(
        'UPDATE notification SET read_at = now() WHERE read_at IS NULL AND ($1::uuid IS NULL OR id <= $1)',
        [upTo ?? null],
      );
      return { read };
    });
  }
}

/** Leaders touch nothing of the province's; what they have read is their own. */
const own = (actor: Actor): Actor => ({ ...actor, readOnly: false });

const shown = ({ data, ...row }: NotificationRow): NotificationOut => ({
  ...row,
  title: titleOf(row.kind, data, 'zh'),
  titleEn: titleOf(row.kind, data, 'en'),
  href: hrefOf(row.subjectType, row.subjectId),
});
