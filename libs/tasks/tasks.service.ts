import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, notFound, type Actor } from '../kernel/index.js';
import { exportLedger, type ExportRow } from '../ledgers/index.js';
import { TASK_COLUMNS } from './task-ledger.js';
import type { TaskCategoryDetail, TaskCategoryOut } from './task.dto.js';
import { BATCHES_UNDER, FROM_TASK, POLICIES, TASK } from './task.sql.js';

const NEWEST = '(SELECT max(catalogue_version) FROM task_category)';

@Injectable()
export class Tasks {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** One version of the catalogue, in its own order; the newest unless `version` is said. A version that nobody made is empty. */
  async catalogue(actor: Actor, version?: number): Promise<TaskCategoryOut[]> {
    const where = new Conditions().add('version', 't.catalogue_version = $', version);
    const text = `SELECT ${TASK} ${FROM_TASK} WHERE ${version === undefined ? `t.catalogue_version = ${NEWEST}` : where.sql} ORDER BY t.sequence`;
    return this.db.read<TaskCategoryOut>(actor, { name: where.name('tasks.catalogue'), text }, where.values);
  }

  /** @throws 404 */
  async detail(actor: Actor, id: string): Promise<TaskCategoryDetail> {
    const text = `SELECT ${TASK}, t.sequence, t.version, t.created_at AS "createdAt", t.updated_at AS "updatedAt", ${POLICIES} AS "policyList",
        (SELECT json_agg(json_build_object('id', o.id, 'catalogueVersion', o.catalogue_version, 'name', o.name, 'nameEn', o.name_en) ORDER BY o.catalogue_version DESC)
         FROM task_category o WHERE o.code = t.code) AS versions, ${BATCHES_UNDER('t.catalogue_version')} AS batches
      ${FROM_TASK} WHERE t.id = $1`;
    const [row] = await this.db.read<Omit<TaskCategoryDetail, 'abilities'>>(actor, { name: 'tasks.detail', text }, [id]);
    if (!row) throw notFound();
    // the catalogue changes by ledger alone
    return { ...row, abilities: [] };
  }

  export(actor: Actor, version?: number): { name: string; content: Readable } {
    return { name: '任务清单.xlsx', content: exportLedger('任务清单', TASK_COLUMNS, this.pages(actor, version)) };
  }

  private async *pages(actor: Actor, version?: number): AsyncGenerator<ExportRow[]> {
    const names = (things: { name: string }[]) => things.map(({ name }) => name);
    yield (await this.catalogue(actor, version)).map(({ lead, coLeads, cooperating, indicators, code, name, nameEn, direction, directionName, directionNameEn }) => ({
      code, name, nameEn, direction, directionName, directionNameEn, lead: lead.name, coLeads: names(coLeads), cooperating: names(cooperating), indicators: names(indicators), retired: '否',
    }));
  }
}
