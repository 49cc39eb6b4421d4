import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, notFound, type Actor } from '../kernel/index.js';
import type { PeriodDetail, PeriodOut, ReasonCount, RollPage, RollQuery, RollRow } from './period.dto.js';
import { abilitiesOnPeriod } from './period.rules.js';
import { ROLL, STOPPED } from './period-roll.sql.js';

/** `$today` is replaced by the statement's own parameter. */
const columns = (today: string) => `p.id, p.code, p.name, p.name_en AS "nameEn", p.type, p.year, p.number, p.starts_on AS "startsOn", p.ends_on AS "endsOn",
  p.opens_on AS "opensOn", p.due_on AS "dueOn", p.closes_on AS "closesOn", p.opened_at AS "openedAt", p.version,
  CASE WHEN p.opened_at IS NULL OR ${today} < p.opens_on THEN 'planned' WHEN ${today} <= p.due_on THEN 'open' WHEN ${today} <= p.closes_on THEN 'late' ELSE 'closed' END AS state`;

const ALL = { name: 'periods', text: `SELECT ${columns('$1')} FROM reporting_period p ORDER BY p.opens_on DESC, p.id DESC` };
const ONE = {
  name: 'periods.one',
  text: `SELECT ${columns('$2')}, p.levels, p.case_states AS "caseStates", p.instructions,
      ARRAY(SELECT json_build_object('id', r.id, 'code', r.code, 'name', r.name) FROM region r WHERE r.id = ANY (p.region_ids) ORDER BY r.protocol_order) AS regions,
      ARRAY(SELECT json_build_object('code', b.code, 'name', b.name) FROM batch b WHERE b.id = ANY (p.batch_ids) ORDER BY b.sequence) AS batches
    FROM reporting_period p WHERE p.id = $1`,
};
const COUNTS = {
  name: 'periods.counts',
  text: `SELECT r.reason, count(*)::int AS n, (count(*) FILTER (WHERE ${STOPPED}))::int AS stopped
    FROM ${ROLL} r JOIN pilot_case c ON c.id = r.pilot_case_id GROUP BY r.reason ORDER BY r.reason`,
};
const FROM = `${ROLL} r JOIN pilot_case c ON c.id = r.pilot_case_id JOIN pilot_unit u ON u.id = r.pilot_unit_id JOIN region g ON g.id = r.region_id
  JOIN batch b ON b.id = c.batch_id LEFT JOIN progress_report e ON e.reporting_period_id = r.reporting_period_id AND e.pilot_case_id = r.pilot_case_id AND e.is_current`;

type Row = Omit<PeriodDetail, 'roll' | 'abilities'>;
type Count = Omit<ReasonCount, 'reason'> & { reason: string | null; stopped: number };

/** 填报期 to read, and who is expected in them. */
@Injectable()
export class PeriodLists {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  all(actor: Actor): Promise<PeriodOut[]> {
    return this.db.read<PeriodOut>(actor, ALL, [this.clock.today()]);
  }

  /** @throws 404 */
  async one(actor: Actor, id: string): Promise<PeriodDetail> {
    const [[row], counts] = await this.db.readAll<[Row, Count]>(actor, [ONE, [id, this.clock.today()]], [COUNTS, [id]]);
    return this.detail(actor, row, counts);
  }

  /** The same within a transaction that changed it. */
  async within(em: EntityManager, actor: Actor, id: string): Promise<PeriodDetail> {
    const [row]: Row[] = await em.query(ONE.text, [id, this.clock.today()]);
    return this.detail(actor, row, await em.query(COUNTS.text, [id]));
  }

  private detail(actor: Actor, row: Row | undefined, counts: Count[]): PeriodDetail {
    if (!row) throw notFound();
    const roll = {
      expected: counts.find(({ reason }) => reason === null)?.n ?? 0,
      notExpected: counts.filter(({ reason }) => reason !== null).map(({ reason, n }) => ({ reason: reason!, n })),
      stoppedSince: counts.reduce((sum, { stopped }) => sum + stopped, 0),
    };
    return { ...row, roll, abilities: abilitiesOnPeriod(actor.permissions, row, this.clock.today()) };
  }

  /** Every pilot there was, and whether its report is expected. @throws 404 */
  async roll(actor: Actor, id: string, query: RollQuery): Promise<RollPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions();
    where.param(id);
    where
      .add('expected', 'r.expected = $', query.expected)
      .add('reason', 'r.reason = ANY ($)', query.reason)
      .add('region', 'g.code = ANY ($)', query.region);
    if (query.stopped) where.add('stopped', STOPPED);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'unit', 2);
    if (after) where.add('after', '(u.name, c.id) > ($, $::uuid)', ...after);
    const [[period], items, [count]] = await this.db.readAll<[{ id: string }, RollRow, { n: number }]>(
      actor,
      [{ name: 'periods.exists', text: 'SELECT id FROM reporting_period WHERE id = $1' }, [id]],
      [
        {
          name: where.name('periods.roll', limit),
          text: `SELECT c.id, c.case_no AS "caseNo", json_build_object('id', u.id, 'name', u.name) AS unit, json_build_object('id', g.id, 'code', g.code, 'name', g.name) AS region,
              json_build_object('code', b.code, 'name', b.name) AS batch, c.level, r.case_state AS "caseState", c.state AS "caseStateNow", r.expected, r.reason,
              e.id AS "reportId", e.state AS "reportState"
            FROM ${FROM} WHERE ${where.sql} ORDER BY u.name, c.id LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      [{ name: total.name('periods.roll-total'), text: `SELECT count(*)::int AS n FROM ${FROM} WHERE ${total.sql}` }, total.values],
    );
    if (!period) throw notFound();
    const page = items.slice(0, limit);
    const last = page.at(-1);
    return { items: page, nextCursor: items.length > limit && last ? encodeCursor('unit', [last.unit.name, last.id]) : null, total: count!.n };
  }
}
