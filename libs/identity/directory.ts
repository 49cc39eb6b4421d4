import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, systemActor, type Actor } from '../kernel/index.js';
import type { AccountPage, DemoAccounts, OrganisationPage, RegionOut } from './identity.dto.js';
import type { AccountQuery, OrganisationQuery } from './directory.dto.js';
import { ROLES } from './roles.js';

/** Regions, organisations and accounts, to look at. */
@Injectable()
export class Directory {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** In protocol order; never alphabetical. The province itself is not one of its reporting regions. */
  async regions(actor: Actor): Promise<RegionOut[]> {
    return this.db.read<RegionOut>(actor, {
      name: 'regions',
      text: `SELECT id, code, name, name_en AS "nameEn", level, protocol_order AS "protocolOrder"
             FROM region WHERE parent_id IS NOT NULL ORDER BY protocol_order`,
    });
  }

  async organisations(actor: Actor, query: OrganisationQuery): Promise<OrganisationPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions().add('kind', 'kind = ANY($)', query.kind);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'protocol', 3);
    if (after) where.add('after', '(kind, protocol_order, id) > ($, $::int, $::uuid)', ...after);
    const [items, [count]] = await this.db.readAll<[OrganisationPage['items'][number], { n: number }]>(
      actor,
      [
        {
          name: where.name('organisations', limit),
          text: `SELECT id, code, name, short_name AS "shortName", name_en AS "nameEn", kind, region_id AS "regionId",
                        protocol_order AS "protocolOrder"
                 FROM organisation WHERE ${where.sql} ORDER BY kind, protocol_order, id LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      [{ name: total.name('organisations.total'), text: `SELECT count(*)::int AS n FROM organisation WHERE ${total.sql}` }, total.values],
    );
    const more = items.length > limit;
    const page = items.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page,
      nextCursor: more && last ? encodeCursor('protocol', [last.kind, last.protocolOrder, last.id]) : null,
      total: count!.n,
    };
  }

  async accounts(actor: Actor, query: AccountQuery): Promise<AccountPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const [after] = decodeCursor(query.cursor, 'username', 1) ?? [''];
    const rows = await this.db.read<AccountPage['items'][number] & { total: number }>(
      actor,
      {
        name: 'accounts',
        text: `SELECT u.id, u.username, u.name, u.disabled_at AS "disabledAt", u.locked_until AS "lockedUntil",
                      (SELECT count(*)::int FROM app_user) AS total,
                      (SELECT coalesce(json_agg(json_build_object('id', p.id, 'role', p.role, 'organisation', o.short_name)
                              ORDER BY p.id), '[]')
                       FROM position p JOIN organisation o ON o.id = p.organisation_id
                       WHERE p.user_id = u.id AND p.revoked_at IS NULL) AS positions
               FROM app_user u WHERE u.username > $1 ORDER BY u.username LIMIT $2`,
      },
      [after, limit + 1],
    );
    const page = rows.slice(0, limit).map(({ total: _, ...account }) => account);
    const last = page.at(-1);
    const nextCursor = rows.length > limit && last ? encodeCursor('username', [last.username]) : null;
    return { items: page, nextCursor, total: rows[0]?.total ?? 0 };
  }

  /** Who can be tried in the demo province. An installation of one's own lists nobody. */
  async demoAccounts(demo: boolean): Promise<DemoAccounts> {
    if (!demo) return { demo, items: [] };
    const rows = await this.db.read<{ username: string; name: string; role: string; organisation: string }>(
      systemActor('demo_accounts'),
      {
        name: 'demo-accounts',
        text: `SELECT u.username, u.name, p.role, o.short_name AS organisation
               FROM app_user u JOIN position p ON p.user_id = u.id JOIN organisation o ON o.id = p.organisation_id
               WHERE u.is_demo AND p.revoked_at IS NULL ORDER BY u.created_at, u.id, p.id`,
      },
    );
    const items = rows.map(({ role, ...row }) => ({ ...row, roleZh: ROLES[role]?.zh ?? role, roleEn: ROLES[role]?.en ?? role }));
    return { demo, items };
  }
}
