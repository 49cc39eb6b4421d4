import { Inject, Injectable } from '@nestjs/common';
import { Clock, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, type Actor, type Conditions } from '../kernel/index.js';
import type { Roadmap as RoadmapOut, RoadmapBar, RoadmapBars, RoadmapBarsQuery, RoadmapGroup, RoadmapQuery } from './roadmap.dto.js';
import { BAR, BAR_TABLES, LINES, roadmapConditions, WHOLE } from './roadmap.sql.js';

type LineRecord = RoadmapGroup & { id: string; protocol_order: number };

/** 路线图: assignments over time, line by line and bar by bar. */
@Injectable()
export class RoadmapList {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Lines of the roadmap in the order of the catalogue, of protocol, or of regions and units; in pages. */
  async lines(actor: Actor, query: RoadmapQuery): Promise<RoadmapOut> {
    const today = this.clock.today();
    const by = query.by ?? 'task';
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = roadmapConditions(query, today, actor.role);
    const whole = where.copy();
    const cursor = decodeCursor(query.cursor, `roadmap-${by}`, by === 'unit' ? 3 : 1);
    const after = by === 'unit' && cursor ? afterUnit(cursor, where) : '';
    const text = by === 'unit' ? LINES.unit(where, after, limit + 1) : LINES[by](where);
    const [rows, [all]] = await this.db.readAll<[LineRecord, { units: number; from: string | null; to: string | null }]>(
      actor,
      [{ name: undefined, text }, where.values],
      [{ name: undefined, text: WHOLE(whole) }, whole.values],
    );
    // few as they are, lines by task and department are paged here
    const begins = by === 'unit' || !cursor ? 0 : rows.findIndex(({ key }) => key === cursor[0]) + 1;
    const shown = rows.slice(begins, begins + limit);
    const last = shown.at(-1);
    const place = last && (by === 'unit' ? [last.protocol_order, last.name, last.id] : [last.key]);
    return {
      asOf: today,
      by,
      items: shown.map(({ key, name, nameEn, region, from, to, total, progress, byLight }) => ({ key, name, nameEn, region, from, to, total, progress, byLight })),
      nextCursor: rows.length > begins + limit && place ? encodeCursor(`roadmap-${by}`, place) : null,
      total: by === 'unit' ? all!.units : rows.length,
      from: all!.from,
      to: all!.to,
    };
  }

  /** The bars of a line, or of whatever the filters leave, by the day they begin. */
  async bars(actor: Actor, query: RoadmapBarsQuery): Promise<RoadmapBars> {
    const today = this.clock.today();
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = roadmapConditions(query, today, actor.role);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'bars', 2);
    if (after) where.add('after', '(a.due_on, a.id) > ($::date, $::uuid)', ...after);
    const text = `SELECT ${BAR} FROM (SELECT * FROM assignment a WHERE $1::date IS NOT NULL AND ${where.sql} ORDER BY a.due_on, a.id LIMIT ${limit + 1}) a ${BAR_TABLES} ORDER BY a.due_on, a.id`;
    const [rows, [count]] = await this.db.readAll<[RoadmapBar, { n: number }]>(
      actor,
      [{ name: where.name('roadmap.bars', limit), text }, where.values],
      [{ name: total.name('roadmap.bars-total'), text: `SELECT count(*)::int AS n FROM assignment a WHERE $1::date IS NOT NULL AND ${total.sql}` }, total.values],
    );
    const last = rows[limit - 1];
    return { items: rows.slice(0, limit), nextCursor: rows.length > limit && last ? encodeCursor('bars', [last.dueOn, last.id]) : null, total: count!.n };
  }
}

function afterUnit(cursor: unknown[], where: Conditions): string {
  const [order, name, id] = cursor.map((value) => `$${where.param(value)}`);
  return `AND (r.protocol_order, u.name, u.id) > (${order}::int, ${name}::text, ${id}::uuid)`;
}
