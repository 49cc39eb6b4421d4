import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, likePattern, notFound, type Actor } from '../kernel/index.js';
import { exportLedger, type ExportRow } from '../ledgers/index.js';
import type { PolicyDetail, PolicyExportQuery, PolicyPage, PolicyQuery, PolicyRow } from './policy.dto.js';
import { POLICY_COLUMNS } from './policy-ledger.js';
import { POLICY_CATEGORIES } from './policy.rules.js';
import { DOCUMENTS } from './task.sql.js';

const ROW = `p.id, p.code, p.title, p.title_en AS "titleEn", p.issuer, p.doc_no AS "docNo", p.category, p.issued_on AS "issuedOn", p.year,
  (SELECT coalesce(json_agg(json_build_object('id', t.id, 'code', t.code, 'name', t.name, 'nameEn', t.name_en) ORDER BY t.sequence), '[]')
   FROM (SELECT DISTINCT ON (code) * FROM task_category WHERE code = ANY (p.task_codes) ORDER BY code, catalogue_version DESC) t) AS tasks,
  cardinality(p.document_ids) AS "documentCount", p.version`;
const DETAIL = `SELECT ${ROW}, p.remark, ${DOCUMENTS} AS documents, p.created_at AS "createdAt", p.updated_at AS "updatedAt" FROM policy p WHERE p.id = $1`;
type DetailRecord = Omit<PolicyDetail, 'abilities'>;

/** Policies, to read and to take along. */
@Injectable()
export class PolicyList {
  constructor(@Inject(Db) private readonly db: Db) {}

  async list(actor: Actor, query: PolicyQuery): Promise<PolicyPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = filters(query);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'code', 1);
    if (after) where.add('after', 'p.code > $', ...after);
    const [rows, [count]] = await this.db.readAll<[PolicyRow, { n: number }]>(
      actor,
      [{ name: where.name('policies.list', limit), text: `SELECT ${ROW} FROM policy p WHERE ${where.sql} ORDER BY p.code LIMIT ${limit + 1}` }, where.values],
      [{ name: total.name('policies.total'), text: `SELECT count(*)::int AS n FROM policy p WHERE ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('code', [last.code]) : null, total: count!.n };
  }

  /** @throws 404 */
  async detail(actor: Actor, id: string): Promise<PolicyDetail> {
    const [row] = await this.db.read<DetailRecord>(actor, { name: 'policies.detail', text: DETAIL }, [id]);
    return withAbilities(actor, row);
  }

  /** The same inside a transaction, as it will be once that commits. */
  async detailWithin(em: EntityManager, actor: Actor, id: string): Promise<PolicyDetail> {
    const [row] = await em.query(DETAIL, [id]);
    return withAbilities(actor, row);
  }

  export(actor: Actor, query: PolicyExportQuery): { name: string; content: Readable } {
    return { name: '政策清单.xlsx', content: exportLedger('政策清单', POLICY_COLUMNS, this.pages(actor, query)) };
  }

  private async *pages(actor: Actor, query: PolicyExportQuery): AsyncGenerator<ExportRow[]> {
    const where = filters(query);
    const text = `SELECT p.code, p.title, p.title_en AS "titleEn", p.issuer, p.doc_no AS "docNo", p.category,
      coalesce(p.issued_on::text, p.year::text) AS "issuedOn", p.task_codes AS tasks, p.remark FROM policy p WHERE ${where.sql} ORDER BY p.code`;
    const rows = await this.db.read<ExportRow>(actor, { name: undefined, text }, where.values);
    yield rows.map((row) => ({ ...row, category: POLICY_CATEGORIES.find(({ code }) => code === row['category'])?.zh ?? null }));
  }
}

function withAbilities(actor: Actor, row: DetailRecord | undefined): PolicyDetail {
  if (!row) throw notFound();
  return { ...row, abilities: actor.permissions.has('policy.write') ? ['edit'] : [] };
}

function filters(query: PolicyExportQuery): Conditions {
  const q = query.q?.trim();
  return new Conditions()
    .add('q', 'p.search_text LIKE $', q ? likePattern(q) : undefined)
    .add('task', 'p.task_codes && $::text[]', query.task)
    .add('category', 'p.category = ANY ($)', query.category);
}
