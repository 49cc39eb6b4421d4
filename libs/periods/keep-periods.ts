import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Calendar, saysLimit, type DeadlineCheck } from '../calendar/index.js';
import { change, conflict, Db, invalid, newId, sameVersion, seen, type Actor, type FieldError } from '../kernel/index.js';
import type { CreatePeriodIn, PeriodDetail, UpdatePeriodIn } from './period.dto.js';
import { CHANGEABLE_WHEN_OPEN, isNumberOf, namesOf, spanOf } from './period.rules.js';
import { PeriodLists } from './periods.list.js';
import { ReportingPeriod } from './reporting-period.entity.js';

const TAKEN = 'SELECT id FROM reporting_period WHERE (type = $1 AND year = $2 AND number = $3) OR code = $4';
// A report is in time by the day it was first handed in, also when the day is moved.
const JUDGE_AGAIN = `UPDATE progress_report SET on_time = NOT on_time
  WHERE reporting_period_id = $1 AND submitted_at IS NOT NULL AND on_time <> ((submitted_at AT TIME ZONE 'Asia/Shanghai')::date <= $2)`;
const IDS = (table: 'region' | 'batch') => `SELECT id, code FROM ${table} WHERE code = ANY ($1)`;

type Dates = Pick<ReportingPeriod, 'startsOn' | 'endsOn' | 'opensOn' | 'dueOn' | 'closesOn'>;

/** 填报期: made ahead, opened by their day, and extended where the office decides so. */
@Injectable()
export class KeepPeriods {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Calendar) private readonly calendar: Calendar,
    @Inject(PeriodLists) private readonly periods: PeriodLists,
  ) {}

  /** @throws 409 when there is such a period, 422 with every bad field */
  async create(actor: Actor, input: CreatePeriodIn): Promise<PeriodDetail> {
    const { type, year, number } = input;
    const limit = await this.calendar.checkLimit(actor, input, input.opensOn);
    const exists = isNumberOf(type, number);
    const names = exists ? namesOf(type, year, number) : { code: '', name: '—' };
    const id = newId();
    return this.db.as({ ...actor, action: 'period.create' }, async (em) => {
      const span = (exists && spanOf(type, year, number)) || { startsOn: input.startsOn!, endsOn: input.endsOn! };
      const dates = { ...span, opensOn: input.opensOn, dueOn: limit.deadline.dueOn, closesOn: input.closesOn };
      const [name, nameEn] = [input.name ?? names.name, input.nameEn ?? names.nameEn ?? input.name];
      const errors: FieldError[] = [
        ...(exists ? [] : [{ pointer: '/number', code: 'no_such_period' }]),
        ...(name ? [] : [{ pointer: '/name', code: 'required' }]),
        ...(['startsOn', 'endsOn'] as const).filter((field) => exists && !span[field]).map((field) => ({ pointer: `/${field}`, code: 'required' })),
      ];
      const choice = await this.choice(em, input, errors);
      this.refuse(errors, limit, dates);
      const [taken] = await em.query(TAKEN, [type, year, number, names.code]);
      if (taken) throw conflict('duplicate');
      await em.query('SELECT add_report_year($1)', [year]);
      const { levels, caseStates, instructions } = input;
      await em.insert(ReportingPeriod, {
        id, code: names.code, name: name!, nameEn: nameEn!, type, year, number, ...dates, ...choice,
        ...(levels && { levels }), ...(caseStates && { caseStates }), ...(instructions && { instructions }), calendarVersion: limit.deadline.calendarVersion,
      });
      return this.periods.within(em, actor, id);
    });
  }

  /** @throws 404, 412, 409 for what an open period keeps, 422 with every bad field */
  async update(actor: Actor, id: string, version: number, input: UpdatePeriodIn): Promise<PeriodDetail> {
    const limit = saysLimit(input) ? await this.calendar.checkLimit(actor, input, input.opensOn) : undefined;
    return this.db.as({ ...actor, action: 'period.change' }, async (em) => {
      const row = await seen(em, ReportingPeriod, id);
      sameVersion(row, version);
      const fixed = row.openedAt ? Object.keys(input).filter((field) => !(CHANGEABLE_WHEN_OPEN as readonly string[]).includes(field)) : [];
      if (fixed.length > 0) throw conflict('period_is_open', { extra: { fixed, allowed: CHANGEABLE_WHEN_OPEN } });
      const { name, nameEn, opensOn, closesOn, levels, caseStates, instructions } = input;
      const span = row.type === 'special' ? { startsOn: input.startsOn ?? row.startsOn, endsOn: input.endsOn ?? row.endsOn } : { startsOn: row.startsOn, endsOn: row.endsOn };
      const dates = { ...span, opensOn: opensOn ?? row.opensOn, dueOn: limit?.deadline.dueOn ?? row.dueOn, closesOn: closesOn ?? row.closesOn };
      const errors: FieldError[] = [];
      const choice = await this.choice(em, input, errors);
      this.refuse(errors, limit, dates);
      await change(em, ReportingPeriod, row, {
        ...dates, ...choice, ...(name && { name }), ...(nameEn && { nameEn }), ...(levels && { levels }), ...(caseStates && { caseStates }),
        ...(instructions !== undefined && { instructions }), ...(limit && { calendarVersion: limit.deadline.calendarVersion }),
      });
      if (row.openedAt && dates.dueOn !== row.dueOn) await em.query(JUDGE_AGAIN, [id, dates.dueOn]);
      return this.periods.within(em, actor, id);
    });
  }

  private async choice(em: EntityManager, { regionCodes, batchCodes }: Pick<UpdatePeriodIn, 'regionCodes' | 'batchCodes'>, errors: FieldError[]): Promise<Partial<Pick<ReportingPeriod, 'regionIds' | 'batchIds'>>> {
    const ids = async (table: 'region' | 'batch', field: string, codes: string[] | undefined) => {
      if (!codes) return undefined;
      const known: { id: string; code: string }[] = await em.query(IDS(table), [codes]);
      codes.forEach((code, i) => known.some((row) => row.code === code) || errors.push({ pointer: `/${field}/${i}`, code: 'unknown_reference', params: { value: code } }));
      return known.map(({ id }) => id);
    };
    const regionIds = await ids('region', 'regionCodes', regionCodes);
    const batchIds = await ids('batch', 'batchCodes', batchCodes);
    return { ...(regionIds && { regionIds }), ...(batchIds && { batchIds }) };
  }

  private refuse(errors: FieldError[], limit: DeadlineCheck | undefined, { startsOn, endsOn, opensOn, dueOn, closesOn }: Dates): void {
    if (limit?.error) errors.push(limit.error);
    else if (dueOn < opensOn) errors.push({ pointer: '/dueOn', code: 'window_backwards' });
    if (closesOn < (dueOn || opensOn)) errors.push({ pointer: '/closesOn', code: 'window_backwards' });
    if (startsOn && endsOn && endsOn < startsOn) errors.push({ pointer: '/endsOn', code: 'window_backwards' });
    if (errors.length > 0) throw invalid(errors, limit?.extra);
  }
}
