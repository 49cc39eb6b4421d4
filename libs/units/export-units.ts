import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Db, type Actor } from '../kernel/index.js';
import { exportLedger, type ExportRow } from '../ledgers/index.js';
import { filters } from './pilot-units.list.js';
import type { PilotUnitExportQuery } from './unit-export.dto.js';
import { UNIT_COLUMNS } from './unit-ledger.rules.js';
import { VOCABULARIES, type Term, type Vocabulary } from './vocabularies.js';

const AT_ONCE = 500;

// A row per unit and case, as the ledger has them; pages by the unit, which is in one of them with all its cases.
const COLUMNS = `page.id, c.case_no, u.name, u.uscc, u.uscc_reason AS "usccReason", r.name AS region, u.unit_kind AS "unitKind", u.ownership, u.size,
  u.industry_section AS "industrySection", u.sector_track AS "sectorTrack", u.sub_sector AS "subSector", u.employees,
  u.industrial_workers AS "industrialWorkers", c.level, b.name AS batch, c.doc_no AS "docNo", c.designated_on::text AS "designatedOn",
  c.task_codes AS tasks, ARRAY(SELECT d.short_name FROM sponsorship s JOIN organisation d ON d.id = s.department_id
                               WHERE s.pilot_case_id = c.id ORDER BY d.protocol_order) AS sponsors,
  u.liaison_name AS "liaisonName", u.liaison_phone AS "liaisonPhone", u.remark`;

const WORDS: Record<string, Vocabulary> = {
  unitKind: 'unit_kind', ownership: 'ownership', size: 'size', industrySection: 'industry_section', sectorTrack: 'sector_track', subSector: 'sub_sector', level: 'pilot_level',
};

/** The register in the columns of its ledger: what is exported is what may be seen and was filtered for. */
@Injectable()
export class ExportUnits {
  constructor(@Inject(Db) private readonly db: Db) {}

  export(actor: Actor, query: PilotUnitExportQuery): { name: string; content: Readable } {
    return { name: '试点单位台账.xlsx', content: exportLedger('试点单位台账', UNIT_COLUMNS, this.pages(actor, query)) };
  }

  private async *pages(actor: Actor, query: PilotUnitExportQuery): AsyncGenerator<ExportRow[]> {
    for (let after: string | undefined = '00000000-0000-0000-0000-000000000000'; after !== undefined; ) {
      const where = filters(query);
      const rows: (ExportRow & { id: string })[] = await this.db.read(
        actor,
        {
          name: undefined,
          text: `WITH page AS (SELECT u.id FROM pilot_unit u WHERE ${where.sql} AND u.id > $${where.param(after)}::uuid ORDER BY u.id LIMIT ${AT_ONCE})
                 SELECT ${COLUMNS} FROM page JOIN pilot_unit u ON u.id = page.id JOIN region r ON r.id = u.region_id
                 LEFT JOIN pilot_case c ON c.pilot_unit_id = u.id LEFT JOIN batch b ON b.id = c.batch_id ORDER BY u.id, c.case_no`,
        },
        where.values,
      );
      yield rows.map(inWords);
      after = new Set(rows.map(({ id }) => id)).size === AT_ONCE ? rows.at(-1)!.id : undefined;
    }
  }
}

function inWords(row: ExportRow): ExportRow {
  const words = Object.entries(WORDS).map(([key, list]) => [key, VOCABULARIES[list].find((term: Term) => term.code === row[key])?.zh ?? row[key]]);
  return { ...row, ...Object.fromEntries(words) };
}
