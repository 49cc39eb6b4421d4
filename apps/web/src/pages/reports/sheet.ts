import { createContext, useContext, type ReactNode } from 'react';
import type { ReportProblem, ReportRemark } from '../../api/model';
import type { Cells } from './use-cells';

export interface SheetColumn {
  key: string;
  title: string;
  /** Share of the width. */
  width: number;
  /** Numbers stand right and are kept when their cell is left. */
  number?: boolean;
}

/** A cell that can be written, or something to look at. */
export type Slot = { cell: string; prefilled?: boolean } | { show: ReactNode };

export interface SheetRow {
  key: string;
  head: ReactNode;
  /** What the row is about, in words. */
  name: string;
  slots: Slot[];
}

/** What the cells of a report's page share. */
export interface Sheet {
  cells: Cells;
  editable: boolean;
  problemsAt: (cell: string) => ReportProblem[];
  /** What reviewers said of the cell that still matters: the last return's reasons, and requests. */
  remarksAt: (cell: string) => ReportRemark[];
  /** A reason noted here and not sent yet. */
  noteAt: (cell: string) => string | undefined;
  onRemark?: (cell: string) => void;
  /** What a cell is called. */
  name: (cell: string) => string;
}

export const SheetContext = createContext<Sheet | undefined>(undefined);

export function useSheet(): Sheet {
  const sheet = useContext(SheetContext);
  if (!sheet) throw new Error('a cell stands in a sheet');
  return sheet;
}

export type Step = 'up' | 'down' | 'left' | 'right' | 'next' | 'previous' | 'first' | 'last' | 'top' | 'bottom';
