import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId, type Actor } from '../kernel/index.js';
import { deleteCreated, type Trace, type TracedRow } from '../ledgers/index.js';
import { UnitLedger, type CommittedRow, type UnitFollower } from '../units/index.js';

// A ledger row says that the unit was admitted: its case is under way.
const CASES = `INSERT INTO pilot_case (id, case_no, pilot_unit_id, region_id, level, batch_id, state, doc_no, designated_on, task_codes)
  SELECT r.id, 'SD-' || b.code || '-' || to_char(nextval('pilot_case_no'), 'FM999999900000'), r.pilot_unit_id, r.region_id, r.level, b.id,
         'implementing', r.doc_no, r.designated_on, r.task_codes
  FROM jsonb_to_recordset($1::jsonb)
    r(id uuid, seq int, pilot_unit_id uuid, region_id uuid, level text, batch_id uuid, doc_no text, designated_on date, task_codes text[])
  JOIN batch b ON b.id = r.batch_id ORDER BY r.seq
  ON CONFLICT (pilot_unit_id, level, batch_id) DO UPDATE
    SET doc_no = excluded.doc_no, designated_on = excluded.designated_on, task_codes = excluded.task_codes
    WHERE (pilot_case.doc_no, pilot_case.designated_on, pilot_case.task_codes)
      IS DISTINCT FROM (excluded.doc_no, excluded.designated_on, excluded.task_codes)`;

const SPONSORS = `INSERT INTO sponsorship (id, pilot_case_id, department_id)
  SELECT uuid_v7(), c.id, d.id
  FROM jsonb_to_recordset($1::jsonb) r(pilot_unit_id uuid, level text, batch_id uuid, sponsors uuid[])
  JOIN pilot_case c ON (c.pilot_unit_id, c.level, c.batch_id) = (r.pilot_unit_id, r.level, r.batch_id)
  CROSS JOIN unnest(r.sponsors) d(id)
  ON CONFLICT DO NOTHING`;

// How the cases of a ledger's rows stand: asked before and after writing, and again before they are taken back.
const CASES_OF = `SELECT r."rowId", c.id, c.version, to_jsonb(c) AS row,
    (SELECT coalesce(json_agg(s.department_id ORDER BY s.department_id), '[]') FROM sponsorship s WHERE s.pilot_case_id = c.id AND s.ended_on IS NULL) AS sponsors
  FROM jsonb_to_recordset($1::jsonb) r("rowId" uuid, pilot_unit_id uuid, level text, batch_id uuid)
  JOIN pilot_case c ON (c.pilot_unit_id, c.level, c.batch_id) = (r.pilot_unit_id, r.level, r.batch_id)`;
const CASES_NOW = `SELECT c.id, c.version,
    (SELECT coalesce(json_agg(s.department_id ORDER BY s.department_id), '[]') FROM sponsorship s WHERE s.pilot_case_id = c.id AND s.ended_on IS NULL) AS sponsors
  FROM pilot_case c WHERE c.id = ANY ($1)`;
const RESTORE = `UPDATE pilot_case c SET doc_no = r.doc_no, designated_on = r.designated_on, task_codes = r.task_codes
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, doc_no text, designated_on date, task_codes text[]) WHERE c.id = r.id`;
const END_SPONSORS = `UPDATE sponsorship s SET ended_on = app_today(), end_reason = '撤销台账导入'
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, sponsors uuid[])
  WHERE s.pilot_case_id = r.id AND s.department_id = ANY (r.sponsors) AND s.ended_on IS NULL`;

interface CaseState {
  id: string;
  version: number;
  sponsors: string[];
}
/** The case as it was, null for one that the ledger opened; and as it was left. */
interface CaseTrace extends CaseState {
  before: { row: Record<string, unknown>; sponsors: string[] } | null;
}

/** Keeps what a ledger says of the pilot itself: the case with batch, level and 文号, and its sponsors. */
@Injectable()
export class AdmitFromLedger implements UnitFollower, OnModuleInit {
  constructor(@Inject(UnitLedger) private readonly ledger: UnitLedger) {}

  onModuleInit(): void {
    this.ledger.follow(this);
  }

  async afterUnits(em: EntityManager, actor: Actor, rows: CommittedRow[]): Promise<Map<string, Trace>> {
    // a row without level and batch is about the unit alone
    const cases = JSON.stringify(rows.filter(({ level }) => level !== null).map((row, seq) => ({
      id: newId(),
      rowId: row.rowId,
      seq,
      pilot_unit_id: row.unitId,
      region_id: row.regionId,
      level: row.level,
      batch_id: row.batchId,
      doc_no: row.docNo,
      designated_on: row.designatedOn,
      task_codes: row.taskCodes,
      sponsors: row.sponsorIds,
    })));
    const before = await this.casesOf(em, cases);
    await em.query(CASES, [cases]);
    // naming sponsors is the province's: a city's ledger leaves them as they are
    if (namesSponsors(actor)) await em.query(SPONSORS, [cases]);
    const traces = [...(await this.casesOf(em, cases)).values()].map(({ rowId, id, version, sponsors }): [string, Trace] => {
      const was = before.get(rowId);
      const trace: CaseTrace = { id, version, sponsors, before: was ? { row: was.row, sponsors: was.sponsors } : null };
      return [rowId, { created: was ? [] : [id], undo: { case: trace } }];
    });
    return new Map(traces);
  }

  async beforeUnitsGo(em: EntityManager, actor: Actor, rows: TracedRow[]): Promise<TracedRow[]> {
    const traces = rows.flatMap((row) => (row.undo['case'] as CaseTrace | undefined) ?? []);
    const now: CaseState[] = await em.query(CASES_NOW, [traces.map(({ id }) => id)]);
    const stateOf = new Map(now.map((state) => [state.id, JSON.stringify([state.version, state.sponsors])]));
    const changed = new Set(traces.filter(({ id, version, sponsors }) => stateOf.get(id) !== JSON.stringify([version, sponsors])).map(({ id }) => id));
    if (changed.size === 0) {
      await em.query(RESTORE, [JSON.stringify(traces.flatMap(({ before }) => before?.row ?? []))]);
      // a case that was there before keeps the trace of who sponsored it meanwhile; one that goes takes its sponsors along
      const added = traces.flatMap(({ id, sponsors, before }) => (before ? [{ id, sponsors: sponsors.filter((s) => !before.sponsors.includes(s)) }] : []));
      if (namesSponsors(actor)) await em.query(END_SPONSORS, [JSON.stringify(added.filter(({ sponsors }) => sponsors.length > 0))]);
      const created = traces.flatMap(({ id, before }) => (before ? [] : [id]));
      for (const id of await deleteCreated(em, 'pilot_case', created)) changed.add(id);
    }
    return rows.filter((row) => changed.has((row.undo['case'] as CaseTrace | undefined)?.id ?? ''));
  }

  private async casesOf(em: EntityManager, cases: string): Promise<Map<string, CaseState & { rowId: string; row: Record<string, unknown> }>> {
    const found: (CaseState & { rowId: string; row: Record<string, unknown> })[] = await em.query(CASES_OF, [cases]);
    return new Map(found.map((one) => [one.rowId, one]));
  }
}

const namesSponsors = ({ reach }: Actor) => reach === 'province' || reach === 'system';
