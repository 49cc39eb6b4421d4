import type { Shared } from './read-xlsx.js';
import { MAX_COLUMNS, type CellFlaw, type SheetRow } from './sheet.js';
import { fromSerial, tidy, unquoted } from './text.rules.js';
import type { Attributes, Handlers } from './xml.js';
import { tooLarge } from './zip.js';

// A title row merged over a formatted page may span thousands of rows; a person would read that far.
const MAX_FILL = 10_000;
const MAX_MERGES = 50_000;

/** Excel keeps a number with fifteen digits; those behind are gone. */
const MAX_DIGITS = 15;

interface Cell {
  column: number;
  type: string;
  style: number;
  isFormula: boolean;
  value: string;
  inline: string;
}

/** One worksheet, read as its XML goes by. */
export class SheetReader implements Handlers {
  private readonly rows: SheetRow[] = [];
  private readonly merges: { top: number; left: number; bottom: number }[] = [];
  private row: SheetRow = { number: 0, cells: [] };
  private cell: Cell | undefined;
  private column = -1;
  private into: 'value' | 'inline' | undefined;
  private spoken = false;

  constructor(private readonly shared: Shared) {}

  open(name: string, attributes: Attributes): void {
    if (name === 'row') this.startRow(attributes);
    else if (name === 'c') this.startCell(attributes);
    else if (name === 'f' && this.cell) this.cell.isFormula = true;
    else if (name === 'v') this.into = 'value';
    else if (name === 'rPh') this.spoken = true;
    else if (name === 't' && !this.spoken) this.into = 'inline';
    else if (name === 'mergeCell') this.noteMerge(attributes['ref'] ?? '');
  }

  text(text: string): void {
    if (this.cell && this.into) this.cell[this.into] += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.into = undefined;
    else if (name === 'rPh') this.spoken = false;
    else if (name === 'c') this.endCell();
    else if (name === 'row' && (this.row.cells.length > 0 || this.row.flaws)) this.rows.push(this.row);
  }

  /** @returns the rows that have any text; a cell merged over several rows says the same in each of them */
  finish(): SheetRow[] {
    const byNumber = new Map(this.rows.map((row) => [row.number, row]));
    for (const { top, left, bottom } of this.merges) {
      const text = byNumber.get(top)?.cells[left];
      if (!text) continue;
      for (let number = top + 1; number <= Math.min(bottom, top + MAX_FILL); number += 1) {
        const row = byNumber.get(number);
        if (row && !row.cells[left]) row.cells[left] = text;
      }
    }
    for (const row of this.rows) row.cells = Array.from(row.cells, (text) => text ?? '');
    return this.rows;
  }

  private startRow({ r, hidden }: Attributes): void {
    this.row = { number: r ? Number(r) : this.row.number + 1, cells: [], ...(['1', 'true'].includes(hidden ?? '') && { hidden: true }) };
    this.column = -1;
  }

  private startCell({ r, t, s }: Attributes): void {
    this.column = r ? columnOf(r) : this.column + 1;
    this.cell = { column: this.column, type: t ?? 'n', style: Number(s ?? 0), isFormula: false, value: '', inline: '' };
  }

  private endCell(): void {
    const cell = this.cell;
    this.cell = undefined;
    if (!cell) return;
    const { text, flaw } = this.read(cell);
    if (!text && !flaw) return;
    if (cell.column >= MAX_COLUMNS || cell.column < 0) throw tooLarge();
    this.shared.cellsLeft -= 1;
    if (this.shared.cellsLeft < 0) throw tooLarge();
    this.row.cells[cell.column] = text;
    if (flaw) (this.row.flaws ??= new Map()).set(cell.column, flaw);
  }

  private read(cell: Cell): { text: string; flaw?: CellFlaw } {
    const { type, value, inline } = cell;
    if (cell.isFormula && value === '' && inline === '') return { text: '', flaw: 'formula_without_result' };
    if (type === 'e') return { text: tidy(value), flaw: 'formula_error' };
    if (type === 's') return { text: unquoted(tidy(this.shared.strings[Number(value)] ?? '')) };
    if (type === 'inlineStr') return { text: unquoted(tidy(inline)) };
    if (type === 'str') return { text: unquoted(tidy(value)) };
    if (type === 'd') return { text: value.slice(0, 10) };
    if (type === 'b') return { text: value === '1' ? 'TRUE' : 'FALSE' };
    return value === '' ? { text: '' } : this.number(Number(value), cell.style);
  }

  private number(value: number, style: number): { text: string; flaw?: CellFlaw } {
    if (!Number.isFinite(value)) return { text: '' };
    const kind = this.shared.styles[style] ?? 'plain';
    if (kind === 'date' && value >= 1 && value < 110_000) return { text: fromSerial(value, this.shared.date1904) };
    if (kind === 'percent') return { text: `${Number((value * 100).toPrecision(12))}%` };
    const text = Number.isInteger(value) ? BigInt(value).toString() : String(Number(value.toPrecision(MAX_DIGITS)));
    return text.length > MAX_DIGITS && Number.isInteger(value) ? { text, flaw: 'digits_lost' } : { text };
  }

  private noteMerge(ref: string): void {
    const [from = '', to = ''] = ref.split(':');
    const merge = { top: rowOf(from), left: columnOf(from), bottom: rowOf(to) };
    if (merge.bottom > merge.top && this.merges.length < MAX_MERGES) this.merges.push(merge);
  }
}

const rowOf = (ref: string) => Number(/\d+$/.exec(ref)?.[0] ?? 0);

/** `A1` is 0, `AB7` is 27. */
function columnOf(ref: string): number {
  let column = 0;
  for (const letter of /^\$?[A-Z]{1,7}/i.exec(ref)?.[0].toUpperCase().replace('$', '') ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
