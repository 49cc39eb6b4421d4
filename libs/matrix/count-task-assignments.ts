import { Inject, Injectable } from '@nestjs/common';
import type { LightCounts } from '../cases/index.js';
import { Clock, Db, notFound, type Actor } from '../kernel/index.js';
import type { RegionRef } from '../units/index.js';
import type { TaskAssignments } from './task-assignments.dto.js';

const LIGHTS = ['red', 'yellow', 'green', 'grey', 'done'];
const BY_REGION = {
  name: 'assignments.of-task',
  text: `SELECT json_build_object('id', r.id, 'code', r.code, 'name', r.name) AS region, ${LIGHTS.map((light) => `count(*) FILTER (WHERE light = '${light}')::int AS ${light}`).join(', ')}
    FROM (SELECT a.region_id, light_on(a.state, a.yellow_from, a.red_from, $1) AS light FROM assignment a WHERE a.task_category_id = $2 AND a.state <> 'cancelled') lit
    JOIN region r ON r.id = lit.region_id GROUP BY r.id ORDER BY r.protocol_order`,
};

/** Which assignments stand on a task of the catalogue, as far as the reader sees them. */
@Injectable()
export class CountTaskAssignments {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws 404 for a task that no catalogue has */
  async of(actor: Actor, id: string): Promise<TaskAssignments> {
    const [[task], rows] = await this.db.readAll<[{ id: string }, LightCounts & { region: RegionRef }]>(
      actor,
      [{ name: 'tasks.exists', text: 'SELECT id FROM task_category WHERE id = $1' }, [id]],
      [BY_REGION, [this.clock.today(), id]],
    );
    if (!task) throw notFound();
    const byRegion = rows.map(({ region, ...byLight }) => ({ region, byLight, total: Object.values(byLight).reduce((sum, n) => sum + n, 0) }));
    const sum = (light: keyof LightCounts) => rows.reduce((n, row) => n + row[light], 0);
    return {
      total: byRegion.reduce((n, { total }) => n + total, 0),
      byLight: { green: sum('green'), yellow: sum('yellow'), red: sum('red'), grey: sum('grey'), done: sum('done') },
      byRegion,
    };
  }
}
