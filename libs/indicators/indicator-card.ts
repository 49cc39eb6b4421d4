import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Db, notFound, type Actor } from '../kernel/index.js';
import { INDICATOR, LATEST_FIRST, PROVINCIAL, shown, type IndicatorRecord } from './indicator.sql.js';
import type { IndicatorDetail } from './indicators.dto.js';

type Card = IndicatorRecord & Pick<IndicatorDetail, 'createdAt' | 'updatedAt' | 'targets' | 'provincial'>;

const CARD = {
  name: 'indicators.card',
  text: `SELECT ${INDICATOR}, i.created_at AS "createdAt", i.updated_at AS "updatedAt",
      (SELECT coalesce(json_agg(json_build_object('id', t.id, 'year', t.year, 'region', json_build_object('code', r.code, 'name', r.name, 'nameEn', r.name_en),
          'value', t.value::float8, 'source', t.source, 'version', t.version) ORDER BY t.year DESC, r.protocol_order), '[]')
       FROM indicator_target t JOIN region r ON r.id = t.region_id WHERE t.indicator_code = i.code) AS targets,
      (SELECT coalesce(json_agg(${PROVINCIAL} ORDER BY ${LATEST_FIRST}), '[]') FROM provincial_figure f WHERE f.indicator_code = i.code) AS provincial
    FROM indicator i WHERE i.code = $1`,
};

/** One indicator: 口径 and its source, targets, provincial statistics. */
@Injectable()
export class IndicatorCard {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** @throws 404 */
  async card(actor: Actor, code: string): Promise<IndicatorDetail> {
    return toDetail(actor, await this.db.read<Card>(actor, CARD, [code]));
  }

  /** The same in a transaction that is under way, as it left the row. */
  async within(em: EntityManager, actor: Actor, code: string): Promise<IndicatorDetail> {
    return toDetail(actor, await em.query(CARD.text, [code]));
  }
}

function toDetail(actor: Actor, [row]: Card[]): IndicatorDetail {
  if (!row) throw notFound();
  return { ...shown(row), abilities: actor.permissions.has('indicator.keep') && !actor.readOnly ? ['keep'] : [] };
}
