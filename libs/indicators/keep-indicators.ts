import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { change, conflict, Db, invalid, newId, notFound, sameVersion, seen, type Actor, type FieldError } from '../kernel/index.js';
import { Indicator } from '../tasks/index.js';
import { IndicatorCard } from './indicator-card.js';
import { IndicatorTarget } from './indicator-target.entity.js';
import type { IndicatorDetail, ProvincialFigureIn, TargetIn, UpdateIndicatorIn, UpdateTargetIn } from './indicators.dto.js';
import { ProvincialFigure } from './provincial-figure.entity.js';

const REGION = 'SELECT id FROM region WHERE CASE WHEN $1::text IS NULL THEN parent_id IS NULL ELSE code = $1 END';
const PUT_TARGET = `INSERT INTO indicator_target (id, indicator_code, year, region_id, value, source) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (indicator_code, year, region_id) DO NOTHING RETURNING id`;

/** What the office keeps of an indicator by hand: 口径, targets, and what the province's statistics say. Kind, unit and roll-up it cannot change. */
@Injectable()
export class KeepIndicators {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(IndicatorCard) private readonly cards: IndicatorCard,
  ) {}

  /** @throws 404, 412, 422 when a choice over periods is made for what is no ratio */
  async update(actor: Actor, code: string, version: number, input: UpdateIndicatorIn): Promise<IndicatorDetail> {
    return this.db.as({ ...actor, action: 'indicator.update' }, async (em) => {
      const indicator = await byCode(em, code);
      sameVersion(indicator, version);
      if (input.overPeriods && indicator.kind !== 'ratio') throw invalid([{ pointer: '/overPeriods', code: 'follows_from_kind', params: { kind: indicator.kind } }]);
      const { definition, definitionSource, overPeriods, nameEn } = indicator;
      await change(em, Indicator, indicator, { definition, definitionSource, overPeriods, nameEn, ...given(input) });
      return this.cards.within(em, actor, code);
    });
  }

  /** @throws 404, 409 when the year and region have one, 422 */
  async setTarget(actor: Actor, code: string, { year, region, value, source }: TargetIn): Promise<IndicatorDetail> {
    return this.db.as({ ...actor, action: 'indicator.target' }, async (em) => {
      await byCode(em, code);
      const [place]: { id: string }[] = await em.query(REGION, [region ?? null]);
      if (!place) throw invalid([{ pointer: '/region', code: 'unknown_reference', params: { value: region } }]);
      const made = await em.query(PUT_TARGET, [newId(), code, year, place.id, value, source]);
      if (made.length === 0) throw conflict('target_there');
      return this.cards.within(em, actor, code);
    });
  }

  /** @throws 404, 412 */
  async changeTarget(actor: Actor, id: string, version: number, input: UpdateTargetIn): Promise<IndicatorDetail> {
    return this.db.as({ ...actor, action: 'indicator.target' }, async (em) => {
      const target = await seen(em, IndicatorTarget, id);
      sameVersion(target, version);
      const value = input.value === undefined ? target.value : input.value === null ? null : String(input.value);
      await change(em, IndicatorTarget, target, { value, source: input.source ?? target.source });
      return this.cards.within(em, actor, target.indicatorCode);
    });
  }

  /** @throws 404, 422 for a ratio without its two numbers, and for anything else with them */
  async addFigure(actor: Actor, code: string, input: ProvincialFigureIn): Promise<IndicatorDetail> {
    return this.db.as({ ...actor, action: 'indicator.provincial_figure' }, async (em) => {
      const { kind } = await byCode(em, code);
      const errors = wrongNumbers(kind, input);
      if (errors.length > 0) throw invalid(errors);
      await em.insert(ProvincialFigure, { id: newId(), indicatorCode: code, asOfWords: '', ...written(input) });
      return this.cards.within(em, actor, code);
    });
  }

  /** The whole figure anew: one that was put down wrongly. @throws 404, 412, 422 */
  async mendFigure(actor: Actor, id: string, version: number, input: ProvincialFigureIn): Promise<IndicatorDetail> {
    return this.db.as({ ...actor, action: 'indicator.provincial_figure' }, async (em) => {
      const figure = await seen(em, ProvincialFigure, id);
      sameVersion(figure, version);
      const errors = wrongNumbers((await byCode(em, figure.indicatorCode)).kind, input);
      if (errors.length > 0) throw invalid(errors);
      await change(em, ProvincialFigure, figure, { asOfWords: '', ...written(input) });
      return this.cards.within(em, actor, figure.indicatorCode);
    });
  }
}

async function byCode(em: EntityManager, code: string): Promise<Indicator> {
  const indicator = await em.findOneBy(Indicator, { code });
  if (!indicator) throw notFound();
  return indicator;
}

const given = <T extends object>(input: T): Partial<T> => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Partial<T>;

function wrongNumbers(kind: string, { value, numerator, denominator }: ProvincialFigureIn): FieldError[] {
  const fields = { value, numerator, denominator };
  const wanted = kind === 'ratio' ? ['numerator', 'denominator'] : ['value'];
  const wrong = Object.entries(fields).flatMap(([name, number]): FieldError[] => {
    if (wanted.includes(name)) return number === undefined ? [{ pointer: `/${name}`, code: 'required' }] : [];
    return number === undefined ? [] : [{ pointer: `/${name}`, code: 'follows_from_kind', params: { kind } }];
  });
  return denominator === 0 ? [...wrong, { pointer: '/denominator', code: 'too_small', params: { min: 0.0001 } }] : wrong;
}

const text = (number: number | undefined): string | null => (number === undefined ? null : String(number));
const written = ({ value, numerator, denominator, moreThan, asOf, source, note }: ProvincialFigureIn) => ({
  value: text(value), numerator: text(numerator), denominator: text(denominator), moreThan: moreThan ?? false, asOf, source, note: note ?? '',
});
