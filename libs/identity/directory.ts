import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, likePattern, systemActor, type Actor } from '../kernel/index.js';
import type { DemoAccounts, OrganisationPage, RegionOut } from './identity.dto.js';
import type { OrganisationQuery } from './directory.dto.js';
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
    const q = query.q?.trim() ? likePattern(query.q) : undefined;
    const where = new Conditions().add('kind', 'kind = ANY($)', query.kind).add('q', '(lower(name) LIKE $ OR lower(code) LIKE $)', q, q);
    if (query.open !== undefined) where.add(`open-${query.open}`, `(closed_at IS NULL) = ${query.open}`);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'protocol', 3);
    if (after) where.add('after', '(kind, protocol_order, id) > ($, $::int, $::uuid)', ...after);
    const [items, [count]] = await this.db.readAll<[OrganisationPage['items'][number], { n: number }]>(
      actor,
      [
        {
          name: where.name('organisations', limit),
          text: `SELECT id, code, name, short_name AS "shortName", name_en AS "nameEn", kind, region_id AS "regionId",
                        protocol_order AS "protocolOrder", parent_id AS "parentId", closed_at AS "closedAt", version
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

  /** Who can be tried in the demo province. An installation of one's own lists nobody. */
  async demoAccounts(demo: boolean): Promise<DemoAccounts> {
    if (!demo) return { demo, items: [] };
    const rows = await this.db.read<{ username: string; name: string; role: string; organisation: string }>(
      systemActor('demo_accounts'),
      {
        name: 'demo-accounts',
        text: `SELECT u.username, u.name, p.role, o.short_name AS organisation
               FROM app_user u JOIN position p ON p.user_id = u.id JOIN organisation o ON o.id = p.organisation_id
               WHERE u.is_demo AND u.disabled_at IS NULL AND position_stands(p.revoked_at, p.valid_from, p.valid_until) ORDER BY u.created_at, u.id, p.id`,
      },
    );
    const items = rows.map(({ role, ...row }) => ({ ...row, roleZh: ROLES[role]?.zh ?? role, roleEn: ROLES[role]?.en ?? role }));
    return { demo, items };
  }
}
