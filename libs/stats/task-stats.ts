import { Inject, Injectable } from '@nestjs/common';
import { Clock, Db, type Actor } from '../kernel/index.js';
import type { DepartmentStats, DepartmentStatsRow, TaskStats, TaskStatsRow } from './stats.dto.js';

const light = (name: string) => `'${name}', count(*) FILTER (WHERE light = '${name}')`;
const BY_LIGHT = `json_build_object(${['green', 'yellow', 'red', 'grey', 'done'].map(light).join(', ')}) AS "byLight"`;
// Counted from the rows in the reader's sight: an index per task, and never asked more often than a page is opened.
const LIT = `SELECT a.task_category_id, a.lead_department_id, light_on(a.state, a.yellow_from, a.red_from, $1) AS light FROM assignment a`;

/** Assignments by task and by leading department. */
@Injectable()
export class TaskStatistics {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In the catalogue's order. */
  async byTask(actor: Actor): Promise<TaskStats> {
    const items = await this.db.read<TaskStatsRow>(
      actor,
      {
        name: 'stats.tasks',
        text: `SELECT json_build_object('code', t.code, 'name', t.name, 'nameEn', t.name_en) AS task, t.direction,
                 t.direction_name AS "directionName", t.direction_name_en AS "directionNameEn", ${BY_LIGHT}, count(light)::int AS total
               FROM task_category t LEFT JOIN (${LIT}) a ON a.task_category_id = t.id
               WHERE t.catalogue_version = (SELECT max(catalogue_version) FROM task_category) OR a.task_category_id IS NOT NULL
               GROUP BY t.id ORDER BY t.sequence, t.catalogue_version DESC`,
      },
      [this.clock.today()],
    );
    return { asOf: this.clock.now().toISOString(), items };
  }

  /** In protocol order: Party, government, mass organisations. */
  async byDepartment(actor: Actor): Promise<DepartmentStats> {
    const items = await this.db.read<DepartmentStatsRow>(
      actor,
      {
        name: 'stats.departments',
        text: `SELECT json_build_object('id', o.id, 'code', o.code, 'name', o.short_name) AS department, ${BY_LIGHT}, count(light)::int AS total
               FROM organisation o LEFT JOIN (${LIT}) a ON a.lead_department_id = o.id
               WHERE o.kind IN ('department', 'provincial_union') GROUP BY o.id ORDER BY o.protocol_order`,
      },
      [this.clock.today()],
    );
    return { asOf: this.clock.now().toISOString(), items };
  }
}
