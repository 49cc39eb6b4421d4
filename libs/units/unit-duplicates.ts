import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, invalid, seen, type Actor } from '../kernel/index.js';
import { decided } from './merge-units.js';
import { PilotUnit } from './pilot-unit.entity.js';
import { searchText } from './search-text.js';
import type { DecidePairIn } from './unit-acts.dto.js';
import type { AlikeQuery, AlikeUnit, DuplicatePage, DuplicatePair, DuplicateQuery } from './unit-history.dto.js';
import { normaliseUscc } from './uscc.rules.js';

// Pairs by each reason, then told once with every reason. All three are equalities: 5,200 units take a fraction of a second.
const PAIRS = `
  WITH active AS MATERIALIZED (SELECT u.id, u.name, u.uscc, u.search_text FROM pilot_unit u WHERE u.status = 'active'),
       variants AS MATERIALIZED (SELECT a.id, v FROM active a CROSS JOIN LATERAL unnest(unit_name_variants(a.name)) v)
  SELECT first_id, second_id, array_agg(DISTINCT because ORDER BY because) AS because FROM (
    SELECT a.id AS first_id, b.id AS second_id, 'name' AS because FROM variants a JOIN variants b ON b.v = a.v AND a.id < b.id
    UNION ALL SELECT a.id, b.id, 'sound' FROM active a JOIN active b ON unit_name_sound(b.search_text) = unit_name_sound(a.search_text) AND a.id < b.id
    UNION ALL SELECT a.id, b.id, 'code' FROM active a JOIN active b ON substr(b.uscc, 9, 9) = substr(a.uscc, 9, 9) AND a.id < b.id) found
  GROUP BY first_id, second_id`;

const SIDE = (alias: string) => `json_build_object('id', ${alias}.id, 'name', ${alias}.name, 'uscc', ${alias}.uscc,
  'region', (SELECT r.name FROM region r WHERE r.id = ${alias}.region_id), 'ownership', ${alias}.ownership, 'employees', ${alias}.employees,
  'liaisonName', ${alias}.liaison_name, 'cases', (SELECT count(*)::int FROM pilot_case c WHERE c.pilot_unit_id = ${alias}.id), 'version', ${alias}.version)`;

const ALIKE = {
  name: 'units.alike',
  text: `SELECT u.id, u.name, u.uscc, r.name AS region, array_remove(ARRAY[
           CASE WHEN substr(u.uscc, 9, 9) = $2 THEN 'code' END,
           CASE WHEN unit_name_variants(u.name) && unit_name_variants($1) THEN 'name' END,
           CASE WHEN unit_name_sound(u.search_text) = $3 THEN 'sound' END], NULL) AS because
         FROM pilot_unit u JOIN region r ON r.id = u.region_id
         WHERE u.status = 'active' AND (substr(u.uscc, 9, 9) = $2 OR unit_name_variants(u.name) && unit_name_variants($1) OR unit_name_sound(u.search_text) = $3)
         ORDER BY u.name LIMIT 10`,
};

/** Units that may be one: found by code, name and sound, shown side by side, decided once. */
@Injectable()
export class UnitDuplicates {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** The likest first. */
  async list(actor: Actor, query: DuplicateQuery): Promise<DuplicatePage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions().add('state', query.state === 'decided' ? `d.decision = 'distinct'` : 'd.id IS NULL');
    const after = decodeCursor(query.cursor, 'likeness', 2);
    const rows = await this.db.read<DuplicatePair & { total: number; key: string }>(
      actor,
      {
        name: undefined,
        text: `WITH found AS MATERIALIZED (
                 SELECT p.*, a AS first, b AS second, d, similarity(unit_name_key(a.name), unit_name_key(b.name)) AS likeness, p.first_id || '+' || p.second_id AS key
                 FROM (${PAIRS}) p JOIN pilot_unit a ON a.id = p.first_id JOIN pilot_unit b ON b.id = p.second_id
                 LEFT JOIN unit_pair_decision d ON d.first_id = p.first_id AND d.second_id = p.second_id WHERE ${where.sql})
               SELECT f.key AS id, f.key, ${SIDE('(f.first)')} AS first, ${SIDE('(f.second)')} AS second, f.because, round(f.likeness::numeric, 4)::float8 AS likeness,
                      CASE WHEN (f.d).id IS NOT NULL THEN json_build_object('decision', (f.d).decision, 'reason', (f.d).reason, 'at', (f.d).created_at) END AS decision,
                      (SELECT count(*)::int FROM found) AS total
               FROM found f WHERE ${after ? '(-round(f.likeness::numeric, 4)::float8, f.key) > ($1::float8, $2)' : 'true'}
               ORDER BY -round(f.likeness::numeric, 4)::float8, f.key LIMIT ${limit + 1}`,
      },
      after ?? [],
    );
    const items = rows.slice(0, limit).map(({ total: _, key: __, ...pair }) => pair);
    const last = items.at(-1);
    const total = rows[0]?.total ?? (after ? (await this.list(actor, { ...(query.state && { state: query.state }), limit: 1 })).total : 0);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('likeness', [-last.likeness, last.id]) : null, total };
  }

  /** Those in sight that a unit of this name or code may be: shown while it is entered. */
  async alike(actor: Actor, { name = '', uscc = '' }: AlikeQuery): Promise<AlikeUnit[]> {
    const code = normaliseUscc(uscc);
    if (!name.trim() && code.length !== 18) return [];
    const sound = searchText(name.trim(), code).split(' ').at(-2);
    return this.db.read<AlikeUnit>(actor, ALIKE, [name.trim(), code.slice(8, 17), sound]);
  }

  /** Records that two look-alikes are two. @throws 422 for a unit out of sight, 409 when it was decided before */
  async decide(actor: Actor, { firstId, secondId, decision, reason }: DecidePairIn): Promise<void> {
    await this.db.as(actor, async (em) => {
      if (firstId === secondId) throw invalid([{ pointer: '/secondId', code: 'repeated' }]);
      for (const [pointer, id] of [['/firstId', firstId], ['/secondId', secondId]] as const) {
        await seen(em, PilotUnit, id).catch(() => {
          throw invalid([{ pointer, code: 'unknown_reference', params: { value: id } }]);
        });
      }
      await decided(em, actor, firstId, secondId, decision, reason);
    });
  }
}
