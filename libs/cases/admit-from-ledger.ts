import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId, type Actor } from '../kernel/index.js';
import { CommitImport, type CommittedRow } from '../units/index.js';

// A ledger row says that the unit was admitted: its case is under way.
const CASES = `INSERT INTO pilot_case (id, case_no, pilot_unit_id, region_id, level, batch_id, state, doc_no, designated_on, task_codes)
  SELECT r.id, 'SD-' || b.code || '-' || lpad(nextval('pilot_case_no')::text, 5, '0'), r.pilot_unit_id, r.region_id, r.level, b.id,
         'implementing', r.doc_no, r.designated_on, r.task_codes
  FROM jsonb_to_recordset($1::jsonb)
    r(id uuid, seq int, pilot_unit_id uuid, region_id uuid, level text, batch_id uuid, doc_no text, designated_on date, task_codes text[])
  JOIN batch b ON b.id = r.batch_id ORDER BY r.seq
  ON CONFLICT (pilot_unit_id, level, batch_id) DO UPDATE
    SET doc_no = excluded.doc_no, designated_on = excluded.designated_on, task_codes = excluded.task_codes`;

const SPONSORS = `INSERT INTO sponsorship (id, pilot_case_id, department_id)
  SELECT uuid_v7(), c.id, d.id
  FROM jsonb_to_recordset($1::jsonb) r(pilot_unit_id uuid, level text, batch_id uuid, sponsors uuid[])
  JOIN pilot_case c ON (c.pilot_unit_id, c.level, c.batch_id) = (r.pilot_unit_id, r.level, r.batch_id)
  CROSS JOIN unnest(r.sponsors) d(id)
  ON CONFLICT DO NOTHING`;

/** Keeps what a ledger says of the pilot itself: the case with batch, level and 文号, and its sponsors. */
@Injectable()
export class AdmitFromLedger implements OnModuleInit {
  constructor(@Inject(CommitImport) private readonly ledgers: CommitImport) {}

  onModuleInit(): void {
    this.ledgers.afterUnits((em, actor, rows) => this.admit(em, actor, rows));
  }

  private async admit(em: EntityManager, actor: Actor, rows: CommittedRow[]): Promise<void> {
    const cases = rows.map((row, seq) => ({
      id: newId(),
      seq,
      pilot_unit_id: row.unitId,
      region_id: row.regionId,
      level: row.level,
      batch_id: row.batchId,
      doc_no: row.docNo,
      designated_on: row.designatedOn,
      task_codes: row.taskCodes,
      sponsors: row.sponsorIds,
    }));
    await em.query(CASES, [JSON.stringify(cases)]);
    // naming sponsors is the province's: a city's ledger leaves them as they are
    if (actor.reach === 'province' || actor.reach === 'system') await em.query(SPONSORS, [JSON.stringify(cases)]);
  }
}
