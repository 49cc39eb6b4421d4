/** Why a cell cannot be taken as it stands; a code of the message catalogue. */
export type CellFlaw = 'formula_without_result' | 'formula_error' | 'digits_lost';

export interface SheetRow {
  /** As Excel numbers it. */
  number: number;
  hidden?: true;
  /** By column from 0; an empty cell is an empty text. */
  cells: string[];
  flaws?: Map<number, CellFlaw>;
}

/** A sheet as text. Rows without any text are left out. */
export interface Sheet {
  name: string;
  rows: SheetRow[];
}

/** Ample for a province's ledgers, and what stops a workbook made to fill the memory. */
export const MAX_CELLS = 400_000;
export const MAX_COLUMNS = 1_000;
