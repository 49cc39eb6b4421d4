import { Inject, Injectable } from '@nestjs/common';
import { Db, notFound, type Actor, type Reach } from '../kernel/index.js';
import { lookAt, lookedAt } from './look-at-report.js';
import type { CellLabel, ChangedCell, LooksIn, LooksOut, ManyReportChanges, ReportChangesOut } from './report-changes.dto.js';

type Cells = Record<string, string>;

interface Compared extends Pick<ReportChangesOut, 'id' | 'unit' | 'version' | 'state' | 'edition' | 'submission' | 'since'> {
  correctsId: string | null;
  now: Cells;
  revision: Cells | null;
  corrected: Cells | null;
}

// $2 is the submission to compare with; where it is null, the one that the reader looked at last.
const changesFor = (reach: Reach) => ({ name: 'reports.changes', text: `SELECT p.id, json_build_object('id', u.id, 'name', u.name) AS unit, p.version, p.state, p.edition, p.submissions AS submission, p.corrects_id AS "correctsId",
    l.since, report_cells(p.id) AS now, v.content AS revision, CASE WHEN p.corrects_id IS NOT NULL THEN report_cells(p.corrects_id) END AS corrected
  FROM progress_report p JOIN pilot_unit u ON u.id = p.pilot_unit_id
  LEFT JOIN LATERAL (SELECT coalesce($2::int, ${lookedAt(reach)}) AS since) l ON true
  LEFT JOIN report_revision v ON v.progress_report_id = p.id AND v.submission = l.since
  WHERE p.id = ANY ($1) ORDER BY u.name, p.id` });
const OTHERS = changesFor('province');
const UNIT = changesFor('unit');

const LABELS = {
  name: 'reports.labels',
  text: `SELECT 'entries/' || a.id AS row, t.code || ' ' || t.name AS name, t.code || ' ' || t.name_en AS "nameEn" FROM assignment a JOIN task_category t ON t.id = a.task_category_id WHERE a.id::text = ANY ($1)
         UNION ALL SELECT 'indicators/' || i.code, i.name, i.name_en FROM indicator i WHERE i.code = ANY ($1)`,
};

/** What is different from what was handed in before, cell by cell. */
@Injectable()
export class ReportChanges {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** What changed since submission `since`, or since the reader's last look. @throws 404 */
  async since(actor: Actor, id: string, since?: number): Promise<ReportChangesOut> {
    const [found] = await this.shown(actor, await this.read(actor, [id], since ?? null));
    if (!found) throw notFound();
    return found;
  }

  /** The same for many, since the reader's last look at each. Those out of sight are left out. */
  async many(actor: Actor, ids: string[]): Promise<ManyReportChanges> {
    return { items: await this.shown(actor, await this.read(actor, ids, null)) };
  }

  /** A correction beside the edition that it corrects; a first edition beside nothing. @throws 404 */
  async comparison(actor: Actor, id: string): Promise<ReportChangesOut> {
    const [row] = await this.read(actor, [id], null);
    const [found] = await this.shown(actor, row ? [{ ...row, revision: row.corrected ? null : row.now, since: null }] : []);
    if (!found) throw notFound();
    return found;
  }

  /** Notes which submissions the reviewer had before the eyes. One that was handed in anew meanwhile is not among them. */
  async look(actor: Actor, { items }: LooksIn): Promise<LooksOut> {
    return this.db.as(actor, async (em) => ({ looked: await lookAt(em, items) }));
  }

  private read(actor: Actor, ids: string[], since: number | null): Promise<Compared[]> {
    return this.db.read<Compared>(actor, actor.reach === 'unit' ? UNIT : OTHERS, [ids, since]);
  }

  private async shown(actor: Actor, rows: Compared[]): Promise<ReportChangesOut[]> {
    const compared = rows.map((row) => ({ row, ...compare(row) }));
    const keys = compared.flatMap(({ changes, explained }) => [...changes.map(({ cell }) => cell), ...explained]).map((cell) => cell.split('/')[1]!);
    const labels = keys.length === 0 ? [] : await this.db.read<CellLabel & { row: string }>(actor, LABELS, [[...new Set(keys)]]);
    const byRow = new Map(labels.map(({ row, ...label }) => [row, label]));
    const label = (cell: string): CellLabel => byRow.get(cell.split('/').slice(0, 2).join('/')) ?? { name: null, nameEn: null };
    return compared.map(({ row, against, changes, explained }) => {
      const { correctsId: _, now, revision: __, corrected: ___, since, ...shown } = row;
      return {
        ...shown, since: against === 'submission' ? since : null, against,
        changes: changes.map((change) => ({ ...change, ...label(change.cell) })),
        explanations: explained.map((cell) => ({ cell, text: now[cell]!, ...label(cell) })),
        entries: rowsOf(now, 'entries'), indicators: rowsOf(now, 'indicators'),
      };
    });
  }
}

function compare({ now, since, submission, revision, corrected }: Compared): { against: string | null; changes: Pick<ChangedCell, 'cell' | 'was' | 'now'>[]; explained: string[] } {
  // to whoever never looked, all of it is new
  const before = since === submission ? now : (revision ?? corrected ?? {});
  const cells = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  const changes = cells.filter((cell) => before[cell] !== now[cell]).map((cell) => ({ cell, was: before[cell] ?? '', now: now[cell] ?? '' }));
  const against = since === submission || revision ? 'submission' : corrected ? 'edition' : null;
  return { against, changes, explained: Object.keys(now).filter((cell) => cell.endsWith('/explanation')).sort() };
}

const rowsOf = (cells: Cells, part: string): number => new Set(Object.keys(cells).filter((cell) => cell.startsWith(`${part}/`)).map((cell) => cell.split('/')[1])).size;
