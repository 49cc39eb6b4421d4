import { Inject, Injectable } from '@nestjs/common';
import { Db, type Actor } from '../kernel/index.js';
import { compare, type TaskFacts } from './catalogue.rules.js';
import type { CatalogueBatch, CatalogueVersions } from './task.dto.js';
import { BATCHES_UNDER } from './task.sql.js';

const NAMES = (ids: string) => `ARRAY(SELECT o.short_name FROM organisation o WHERE o.id = ANY (${ids}) ORDER BY o.protocol_order)`;
const VERSIONS = {
  name: 'tasks.versions',
  text: `SELECT t.catalogue_version AS "catalogueVersion", min(t.created_at) AS "createdAt", bool_or(t.illustrative) AS illustrative, ${BATCHES_UNDER('t.catalogue_version')} AS batches,
      json_agg(json_build_object('id', t.id, 'code', t.code, 'name', t.name, 'nameEn', t.name_en, 'directionName', t.direction_name, 'lead', l.short_name,
        'coLeads', ${NAMES('t.co_lead_department_ids')}, 'cooperating', ${NAMES('t.cooperating_department_ids')},
        'indicators', ARRAY(SELECT i.name FROM indicator i WHERE i.code = ANY (t.indicator_codes) ORDER BY i.sequence)) ORDER BY t.sequence) AS tasks
    FROM task_category t JOIN organisation l ON l.id = t.lead_department_id GROUP BY 1 ORDER BY 1 DESC`,
};

interface VersionRecord {
  catalogueVersion: number;
  createdAt: Date;
  illustrative: boolean;
  batches: CatalogueBatch[];
  tasks: TaskFacts[];
}

/** Every version of the catalogue, and what each changed of the one before. */
@Injectable()
export class CatalogueHistory {
  constructor(@Inject(Db) private readonly db: Db) {}

  async versions(actor: Actor): Promise<CatalogueVersions> {
    const records = await this.db.read<VersionRecord>(actor, VERSIONS);
    const ref = ({ id, code, name, nameEn }: TaskFacts) => ({ id, code, name, nameEn });
    return {
      items: records.map(({ tasks, ...version }, i) => {
        const before = records[i + 1];
        const { added, removed, changed } = before ? compare(before.tasks, tasks) : { added: [], removed: [], changed: [] };
        return {
          ...version,
          tasks: tasks.length,
          added: added.map(ref),
          removed: removed.map(ref),
          changed: changed.map(({ task, differences }) => ({ ...ref(task), differences })),
        };
      }),
    };
  }
}
