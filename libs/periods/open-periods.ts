import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, conflict, Db, sameVersion, seen, systemActor, type Actor } from '../kernel/index.js';
import type { PeriodDetail } from './period.dto.js';
import { WOULD_BE } from './period-roll.sql.js';
import { PeriodLists } from './periods.list.js';
import { ReportingPeriod } from './reporting-period.entity.js';

const DUE = `SELECT id FROM reporting_period WHERE opened_at IS NULL AND opens_on <= $1 AND closes_on >= $1 ORDER BY opens_on, id`;
// Two at once: the second finds it open.
const MARK = `UPDATE reporting_period SET opened_at = now(), opens_on = least(opens_on, $2) WHERE id = $1 AND opened_at IS NULL RETURNING id`;
// The roll is frozen, a report is laid ready for each that is expected, and whoever fills it in is told: one statement, one moment.
const LAY = `WITH roll AS (
    INSERT INTO period_roll (id, reporting_period_id, pilot_case_id, pilot_unit_id, region_id, case_state, expected, reason)
    SELECT uuid_v7(), w.* FROM (${WOULD_BE}) w RETURNING reporting_period_id, pilot_case_id, pilot_unit_id, region_id, expected
  ), laid AS (
    INSERT INTO progress_report (id, reporting_period_id, year, pilot_case_id, pilot_unit_id, region_id)
    SELECT uuid_v7(), r.reporting_period_id, p.year, r.pilot_case_id, r.pilot_unit_id, r.region_id
    FROM roll r JOIN reporting_period p ON p.id = r.reporting_period_id WHERE r.expected RETURNING id, pilot_unit_id
  )
  SELECT count(*)::int AS told FROM laid l JOIN reporting_period p ON p.id = $1,
    LATERAL notify_positions(l.pilot_unit_id, ARRAY['pilot_liaison'], 'report_open', 'progress_report', l.id,
      jsonb_build_object('period', p.name, 'periodEn', p.name_en, 'dueOn', p.due_on), false)`;

/** A period opens on its day, or when the office says so; from then on it is settled of whom a report is expected. */
@Injectable()
export class OpenPeriods {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(PeriodLists) private readonly periods: PeriodLists,
  ) {}

  /** @throws 404, 412, 409 when it is open or over already */
  async open(actor: Actor, id: string, version: number): Promise<PeriodDetail> {
    return this.db.as({ ...actor, action: 'period.open' }, async (em) => {
      const row = await seen(em, ReportingPeriod, id);
      sameVersion(row, version);
      if (row.closesOn < this.clock.today() || !(await openOne(em, id, this.clock.today()))) throw conflict('period_is_open');
      return this.periods.within(em, actor, id);
    });
  }
}

/** @returns whether it was this call that opened it */
async function openOne(em: EntityManager, id: string, today: string): Promise<boolean> {
  const [marked] = await em.query(MARK, [id, today]).then(([rows]: [unknown[], number]) => rows);
  if (!marked) return false;
  await em.query(LAY, [id]);
  return true;
}

/** Opens what is to open by today. Safe to run twice at once. @returns how many were opened */
export async function openDuePeriods(db: Db, clock: Clock = new Clock()): Promise<number> {
  const actor = systemActor('period.open');
  const today = clock.today();
  const due = await db.read<{ id: string }>(actor, { name: 'periods.due', text: DUE }, [today]);
  let opened = 0;
  for (const { id } of due) if (await db.as(actor, (em) => openOne(em, id, today))) opened += 1;
  return opened;
}
