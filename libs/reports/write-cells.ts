import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { idNumbers } from '../cases/index.js';
import { conflict, Db, forbidden, invalid, message, notFound, type Actor } from '../kernel/index.js';
import { keepRows, keepSections } from './keep-content.js';
import { abilitiesOn, lockedBy, writes, type ReportStanding } from './progress-report.rules.js';
import { cellOf, readCell, valueAt, writeCell, type Cell } from './report-cells.rules.js';
import { ReportPages, showProblems, type OpenedReport } from './report-pages.js';
import type { CellIn, CellsWritten, RefusedCell, SavedCell, WriteCellsIn } from './write-cells.dto.js';

// Those who write in the same report wait for one another, and each finds what the other wrote.
const LOCK = 'SELECT id FROM progress_report WHERE id = $1 FOR NO KEY UPDATE';

/** Writes cells one by one: each is compared with what its editor had seen, so that two tabs never lose each other's. */
@Injectable()
export class WriteCells {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(ReportPages) private readonly pages: ReportPages,
  ) {}

  /** @throws 404, 403 for whoever only reads, 409 once it is handed in or its period closed, 422 without the basis of acting for the unit */
  async take(actor: Actor, id: string, input: WriteCellsIn): Promise<CellsWritten> {
    return this.db.as(actor, (em) => this.write(em, actor, id, input));
  }

  /** The same in a transaction of others, such as an import of many reports. */
  async write(em: EntityManager, actor: Actor, id: string, { cells, onBehalf }: WriteCellsIn): Promise<CellsWritten> {
    const locked: unknown[] = await em.query(LOCK, [id]);
    if (locked.length === 0) throw notFound();
    const report = await this.pages.openWithin(em, actor, id);
    refuseUnlessWritable(actor, this.pages.standing(report));
    const basis = basisOf(actor, report, onBehalf);
    const { saved, refused, touched } = judge(actor, report, cells);
    const version = saved.length > 0 ? await this.keep(em, report, touched, basis) : report.version;
    return { saved, refused, version, problems: showProblems(this.pages.problems(report), actor.locale) };
  }

  private async keep(em: EntityManager, report: OpenedReport, touched: readonly Cell[], basis: string | null): Promise<number> {
    const rows = new Set(touched.map(({ row }) => row));
    await keepRows(em, report, {
      entries: report.entries.filter(({ assignmentId }) => rows.has(assignmentId)),
      indicators: report.indicators.filter(({ code }) => rows.has(code)),
    });
    return keepSections(em, report, basis);
  }
}

/** @throws 403 for whoever only reads, 409 once it is handed in or its period closed */
export function refuseUnlessWritable(actor: Actor, standing: ReportStanding): void {
  if (writes(actor, standing)) return;
  if (!writes(actor, { ...standing, state: 'draft', isCurrent: true, closed: false })) throw forbidden();
  throw conflict(lockedBy(standing), { extra: { allowed: abilitiesOn(actor, standing) } });
}

/** Who fills in the unit's place says once on what basis; it stays with the report. */
export function basisOf(actor: Actor, report: Pick<OpenedReport, 'onBehalf'>, onBehalf: string | undefined): string | null {
  if (actor.reach === 'unit') return report.onBehalf;
  if (onBehalf?.trim()) return `${actor.organisationName} ${actor.userName}：${onBehalf.trim()}`;
  if (report.onBehalf !== null) return report.onBehalf;
  throw invalid([{ pointer: '/onBehalf', code: 'required' }]);
}

function judge(actor: Actor, report: OpenedReport, cells: readonly CellIn[]): { saved: SavedCell[]; refused: RefusedCell[]; touched: Cell[] } {
  const saved: SavedCell[] = [];
  const refused: RefusedCell[] = [];
  const touched: Cell[] = [];
  for (const { cell: address, value: typed = null, was = null } of cells) {
    const cell = cellOf(address);
    const now = cell && valueAt(report, cell);
    const refuse = (code: string, params?: Record<string, unknown>) => refused.push({ cell: address, code, detail: message(code, actor.locale, params), now: now ?? null });
    if (!cell || now === undefined) { refuse('unknown_cell'); continue; }
    const read = readCell(cell, typed);
    if ('code' in read) { refuse(read.code, read.params); continue; }
    if (idNumbers(read.value, '').length > 0) { refuse('no_id_number'); continue; }
    // what both wrote alike is nobody's loss
    if (now !== (was ?? '').replace(/\r\n?/g, '\n') && now !== read.value) { refuse('changed_meanwhile'); continue; }
    writeCell(report, cell, read.value);
    saved.push({ cell: address, value: read.value });
    touched.push(cell);
  }
  return { saved, refused, touched };
}
