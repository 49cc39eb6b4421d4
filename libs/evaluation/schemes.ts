import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { conflict, Db, invalid, newId, notFound, stale, type Actor } from '../kernel/index.js';
import { EvaluationScheme } from './evaluation.entity.js';
import type { SchemeChangeIn, SchemeCopyIn, SchemeDetail, SchemeList, SchemeQuery, SchemeRow } from './scheme.dto.js';
import { schemeFlaws, type Scheme } from './scheme.rules.js';

const ROW = `s.id, s.year, s.edition AS version, s.illustrative, s.source, s.author_name AS author, s.created_at AS "createdAt",
  (SELECT count(*)::int FROM evaluation e WHERE e.year = s.year) AS evaluations`;
const LIST = {
  name: 'schemes.list',
  text: `SELECT ${ROW} FROM evaluation_scheme s WHERE NOT EXISTS (SELECT FROM evaluation_scheme o WHERE o.year = s.year AND o.edition > s.edition) ORDER BY s.year DESC`,
};
const DETAIL = `SELECT ${ROW}, s.content,
    (SELECT coalesce(json_agg(json_build_object('code', i.code, 'name', i.name, 'nameEn', i.name_en, 'unit', i.unit) ORDER BY i.sequence), '[]') FROM indicator i
     WHERE i.code IN (SELECT item ->> 'indicator' FROM jsonb_array_elements(s.content -> 'levels') l, jsonb_array_elements(l -> 'items') item)) AS indicators,
    (SELECT json_agg(json_build_object('version', o.edition, 'source', o.source, 'author', o.author_name, 'createdAt', o.created_at) ORDER BY o.edition DESC)
     FROM evaluation_scheme o WHERE o.year = s.year) AS editions
  FROM evaluation_scheme s WHERE s.year = $1 AND s.edition = coalesce($2, (SELECT max(o.edition) FROM evaluation_scheme o WHERE o.year = $1))`;

/** How years are evaluated: data of the office's, by editions, changed until the first evaluation of the year is opened. */
@Injectable()
export class Schemes {
  constructor(@Inject(Db) private readonly db: Db) {}

  async list(actor: Actor): Promise<SchemeList> {
    return { items: await this.db.read<SchemeRow>(actor, LIST) };
  }

  /** @throws 404 for a year or an edition that there is not */
  async detail(actor: Actor, year: string, { edition }: SchemeQuery): Promise<SchemeDetail> {
    const [row] = await this.db.read<SchemeDetail>(actor, { name: 'schemes.detail', text: DETAIL }, [yearOf(year), edition ?? null]);
    return shown(actor, row, edition === undefined);
  }

  /** Takes over another year's. @throws 409 where the year has one, 422 where the other has none */
  async copy(actor: Actor, { year, from }: SchemeCopyIn): Promise<SchemeDetail> {
    return this.db.as(actor, async (em) => {
      if (await newest(em, year)) throw conflict('scheme_exists', { params: { year } });
      const model = await newest(em, from);
      if (!model) throw invalid([{ pointer: '/from', code: 'no_scheme', params: { year: from } }]);
      const { content, illustrative, source } = model;
      await em.insert(EvaluationScheme, { id: newId(), year, edition: 1, content: content as object, illustrative, source, authorName: actor.userName });
      return within(em, actor, year);
    });
  }

  /** The next edition. @throws 412 when somebody was faster, 409 once the year is being scored, 422 naming all that is wrong */
  async change(actor: Actor, text: string, version: number, { content, source }: SchemeChangeIn): Promise<SchemeDetail> {
    const year = yearOf(text);
    return this.db.as(actor, async (em) => {
      const was = await newest(em, year);
      if (!was) throw notFound();
      if (was.edition !== version) throw stale(was.edition);
      const [{ n }] = (await em.query('SELECT count(*)::int AS n FROM evaluation WHERE year = $1', [year])) as [{ n: number }];
      if (n > 0) throw conflict('scheme_in_use', { params: { year, count: n } });
      const indicators: { code: string }[] = await em.query('SELECT code FROM indicator');
      const flaws = schemeFlaws(content as Scheme, new Set(indicators.map(({ code }) => code)));
      if (flaws.length > 0) throw invalid(flaws.map((flaw) => ({ ...flaw, pointer: `/content${flaw.pointer}` })));
      await em.insert(EvaluationScheme, { id: newId(), year, edition: version + 1, content: content as object, illustrative: false, source, authorName: actor.userName });
      return within(em, actor, year);
    });
  }
}

/** The scheme that a year goes by. */
export const newest = (em: EntityManager, year: number): Promise<EvaluationScheme | null> => em.findOne(EvaluationScheme, { where: { year }, order: { edition: 'DESC' } });

async function within(em: EntityManager, actor: Actor, year: number): Promise<SchemeDetail> {
  const [row]: SchemeDetail[] = await em.query(DETAIL, [year, null]);
  return shown(actor, row, true);
}

function shown(actor: Actor, row: SchemeDetail | undefined, isNewest: boolean): SchemeDetail {
  if (!row) throw notFound();
  const keeps = actor.permissions.has('evaluation.keep') && !actor.readOnly;
  const abilities = keeps && isNewest ? [...(row.evaluations === 0 ? ['change'] : []), 'open'] : [];
  return { ...row, abilities };
}

function yearOf(text: string): number {
  if (!/^20\d\d$|^2100$/.test(text)) throw notFound();
  return Number(text);
}
