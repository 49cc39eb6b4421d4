import { Inject, Injectable } from '@nestjs/common';
import { CARRIES_TASKS } from '../cases/index.js';
import { Clock, Db, type Actor } from '../kernel/index.js';
import type { AssignmentMatrix, MatrixBatch, MatrixCell, MatrixCells, MatrixCellsQuery, MatrixQuery, MatrixRegion } from './matrix.dto.js';
import { columnsOf, countCells, LETTERS, NOT_GIVEN, NOT_TO_BE_GIVEN, pick, place, type Column } from './matrix.rules.js';
import { BATCHES, CELLS, REGIONS, rowsStatement, tasksStatement, type RowRecord, type TaskRecord } from './matrix.sql.js';

const LIGHTS = ['red', 'yellow', 'green', 'grey', 'done'] as const;

interface Row extends Pick<RowRecord, 'id' | 'unit' | 'region' | 'batch'> {
  letters: string;
}

/** Units × tasks as one picture: whole, because a province fits into a few hundred kilobytes when a cell is a letter. */
@Injectable()
export class Matrix {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async matrix(actor: Actor, query: MatrixQuery): Promise<AssignmentMatrix> {
    const today = this.clock.today();
    const [tasks, records, batches, regions] = await this.db.readAll<[TaskRecord, RowRecord, MatrixBatch, MatrixRegion]>(
      actor,
      tasksStatement(actor, query),
      rowsStatement(actor, query, today, CARRIES_TASKS),
      [BATCHES, []],
      [REGIONS, []],
    );
    const { columns, columnOf } = columnsOf(tasks);
    const versionOf = new Map(batches.map(({ code, catalogueVersion }) => [code, catalogueVersion]));
    const emptyRow = emptyRows(actor, columns);
    const rows = records.map(({ cells, open, sponsored, ...row }): Row => ({
      ...row,
      letters: place(cells, columnOf, emptyRow(versionOf.get(row.batch)!, open, sponsored)),
    }));
    return answer(today, narrow(rows, columns, query.light), batches, regions);
  }

  /** The assignments behind some cells: what a row of letters cannot say. */
  async cells(actor: Actor, { pilotCase, task }: MatrixCellsQuery): Promise<MatrixCells> {
    return { items: await this.db.read<MatrixCell>(actor, CELLS, [this.clock.today(), pilotCase, task]) };
  }
}

/** A row to which nothing has been given, made once for each version. What a department has no part in it cannot know to be empty. */
function emptyRows(actor: Actor, columns: Column<TaskRecord>[]) {
  const made = new Map<string, string>();
  return (version: number, open: boolean, sponsored: boolean): string => {
    const key = `${version} ${open} ${sponsored}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const knows = ({ task }: Column<TaskRecord>) => actor.reach !== 'department' || sponsored || (task.departmentIds ?? []).includes(actor.scope!);
    const empty = columns.map((column) => (open && column.versions.includes(version) && knows(column) ? NOT_GIVEN : NOT_TO_BE_GIVEN)).join('');
    made.set(key, empty);
    return empty;
  };
}

interface Picture {
  rows: Row[];
  columns: Column<TaskRecord>[];
}

/** Without the columns that concern no row, and, where lights are asked for, without the rows and columns that have none of them. */
function narrow(rows: Row[], columns: Column<TaskRecord>[], lights: string[] | undefined): Picture {
  const wanted = lights && new Set(lights.map((light) => LETTERS[LIGHTS.indexOf(light as (typeof LIGHTS)[number])]!));
  const shows = (letter: string) => (wanted ? wanted.has(letter) : letter !== NOT_TO_BE_GIVEN);
  const shown = wanted ? rows.filter(({ letters }) => [...letters].some(shows)) : rows;
  const kept = columns.map((_, i) => i).filter((i) => shown.some(({ letters }) => shows(letters[i]!)));
  if (kept.length === columns.length) return { rows: shown, columns };
  return { rows: shown.map((row) => ({ ...row, letters: pick(row.letters, kept) })), columns: kept.map((i) => columns[i]!) };
}

function answer(asOf: string, { rows, columns }: Picture, allBatches: MatrixBatch[], allRegions: MatrixRegion[]): AssignmentMatrix {
  const used = <T extends { code: string }>(all: T[], codes: Set<string>) => all.filter(({ code }) => codes.has(code));
  const batches = used(allBatches, new Set(rows.map(({ batch }) => batch)));
  const regions = used(allRegions, new Set(rows.map(({ region }) => region)));
  const index = (all: { code: string }[]) => new Map(all.map(({ code }, i) => [code, i]));
  const [regionAt, batchAt] = [index(regions), index(batches)];
  const cells = rows.map(({ letters }) => letters);
  const { rowTotals, columnTotals } = countCells(cells, columns.length);
  const sum = (i: number) => columnTotals.reduce((n, total) => n + total[i]!, 0);
  return {
    asOf,
    tasks: columns.map(({ task: { id: _, catalogueVersion: __, departmentIds: ___, ...task }, versions, ids }) => ({ ...task, versions, ids })),
    batches,
    regions,
    caseIds: rows.map(({ id }) => id),
    units: rows.map(({ unit }) => unit),
    region: rows.map(({ region }) => regionAt.get(region)!),
    batch: rows.map(({ batch }) => batchAt.get(batch)!),
    cells,
    rowTotals,
    columnTotals,
    totals: { red: sum(0), yellow: sum(1), green: sum(2), grey: sum(3), done: sum(4) },
  };
}
