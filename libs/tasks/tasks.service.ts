import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Db, type Actor } from '../kernel/index.js';
import { exportLedger, type ExportRow } from '../ledgers/index.js';
import { TASK_COLUMNS } from './task-ledger.js';
import type { TaskCategoryOut } from './task.dto.js';

const ref = (alias: string) => `json_build_object('id', ${alias}.id, 'code', ${alias}.code, 'name', ${alias}.short_name)`;
const refs = (ids: string) =>
  `(SELECT coalesce(json_agg(${ref('d')} ORDER BY d.protocol_order), '[]') FROM organisation d WHERE d.id = ANY (${ids}))`;

@Injectable()
export class Tasks {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** The newest version of the catalogue, in its own order. */
  async catalogue(actor: Actor): Promise<TaskCategoryOut[]> {
    return this.db.read<TaskCategoryOut>(actor, {
      name: 'tasks.catalogue',
      text: `SELECT t.id, t.code, t.name, t.name_en AS "nameEn", t.direction, t.direction_name AS "directionName",
                    t.direction_name_en AS "directionNameEn", ${ref('l')} AS lead, ${refs('t.co_lead_department_ids')} AS "coLeads",
                    ${refs('t.cooperating_department_ids')} AS cooperating, t.illustrative
             FROM task_category t JOIN organisation l ON l.id = t.lead_department_id
             WHERE t.catalogue_version = (SELECT max(catalogue_version) FROM task_category) ORDER BY t.sequence`,
    });
  }

  export(actor: Actor): { name: string; content: Readable } {
    return { name: '任务清单.xlsx', content: exportLedger('任务清单', TASK_COLUMNS, this.pages(actor)) };
  }

  private async *pages(actor: Actor): AsyncGenerator<ExportRow[]> {
    const names = (departments: { name: string }[]) => departments.map(({ name }) => name);
    yield (await this.catalogue(actor)).map(({ lead, coLeads, cooperating, code, name, nameEn, direction, directionName, directionNameEn }) => ({
      code, name, nameEn, direction, directionName, directionNameEn, lead: lead.name, coLeads: names(coLeads), cooperating: names(cooperating), retired: '否',
    }));
  }
}
