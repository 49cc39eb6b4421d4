import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { Report } from '../../api/model';
import type { Saving } from '../cases/use-autosave';
import { cellText, withCell } from './cells';
import { writeCells } from './reports.api';

const pause = 700;
const again = 5000;

/** A cell that was not kept: why, what the report says now, and what was typed here. */
export interface Trouble { code: string; detail: string; now: string; mine: string }
interface Draft { value: string; was: string }

export interface Cells {
  valueOf: (cell: string) => string;
  write: (cell: string, value: string) => void;
  trouble: (cell: string) => Trouble | undefined;
  troubled: string[];
  /** Of two who wrote in the same cell: mine goes over theirs, or theirs stays. */
  settle: (cell: string, whose: 'mine' | 'theirs') => void;
  /** @returns whether everything typed is kept */
  flush: () => Promise<boolean>;
  state: Saving;
  error: unknown;
}

/**
 * Keeps cells a while after they were typed, each with what had been seen in it, one request at a time. What is refused stays here, beside what the
 * report says now; what could not be sent is sent again.
 */
export function useCells(report: Report, onBehalf: string | undefined): Cells {
  const cache = useQueryClient();
  const key = useMemo(() => ['reports', report.id], [report.id]);
  const [, draw] = useReducer((n: number) => n + 1, 0);
  const drafts = useRef(new Map<string, Draft>());
  const troubles = useRef(new Map<string, Trouble>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const busy = useRef<Promise<void>>(undefined);
  const [error, setError] = useState<unknown>(null);
  const basis = useRef(onBehalf);
  const latest = useRef(report);
  useEffect(() => { basis.current = onBehalf; latest.current = report; });
  const mounted = useRef(true);

  const send = useCallback(async () => {
    const batch = [...drafts.current].filter(([cell]) => !troubles.current.has(cell)).map(([cell, draft]) => ({ cell, ...draft }));
    if (batch.length === 0) return;
    if (mounted.current) draw();
    const answer = await writeCells(latest.current.id, batch, basis.current);
    const sent = new Map(batch.map((one) => [one.cell, one.value]));
    for (const { cell, value } of answer.saved) {
      const draft = drafts.current.get(cell);
      if (!draft) continue;
      if (draft.value === sent.get(cell)) drafts.current.delete(cell);
      else draft.was = value;
    }
    for (const { cell, code, detail, now } of answer.refused) {
      if (drafts.current.get(cell)?.value === sent.get(cell)) troubles.current.set(cell, { code, detail, now: now ?? '', mine: sent.get(cell)! });
    }
    cache.setQueryData<Report>(key, (old) => old && answer.saved.reduce((row, { cell, value }) => withCell(row, cell, value), { ...old, version: answer.version, problems: answer.problems }));
  }, [cache, key]);

  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    await busy.current;
    busy.current = send().then(
      () => setError(null),
      (refusal: unknown) => {
        setError(refusal);
        // what is typed stays, and is tried again
        if (mounted.current) timer.current = setTimeout(() => void flushLater.current(), again);
      },
    );
    await busy.current;
    busy.current = undefined;
    if (mounted.current) draw();
    return drafts.current.size === 0;
  }, [send]);
  const flushLater = useRef(flush);
  useEffect(() => { flushLater.current = flush; });

  const write = useCallback((cell: string, value: string) => {
    const seen = cellText(latest.current, cell);
    const was = drafts.current.get(cell)?.was ?? seen;
    const hadTrouble = troubles.current.delete(cell);
    if (value === was && !busy.current && !hadTrouble) drafts.current.delete(cell);
    else drafts.current.set(cell, { value, was });
    draw();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), pause);
  }, [flush]);

  const settle = useCallback((cell: string, whose: 'mine' | 'theirs') => {
    const trouble = troubles.current.get(cell);
    if (!trouble) return;
    troubles.current.delete(cell);
    // either way what the other wrote has been seen now
    cache.setQueryData<Report>(key, (old) => old && withCell(old, cell, trouble.now));
    if (whose === 'theirs') drafts.current.delete(cell);
    else drafts.current.set(cell, { value: trouble.mine, was: trouble.now });
    draw();
    void flush();
  }, [cache, key, flush]);

  // Leaving the page keeps what was typed last; closing the window asks first.
  useEffect(() => {
    mounted.current = true;
    const ask = (event: BeforeUnloadEvent) => { if (drafts.current.size > 0) event.preventDefault(); };
    window.addEventListener('beforeunload', ask);
    return () => { mounted.current = false; window.removeEventListener('beforeunload', ask); void flushLater.current(); };
  }, []);

  const state: Saving = busy.current ? 'saving' : error ? 'failed' : drafts.current.size > 0 ? 'dirty' : 'clean';
  return {
    valueOf: (cell) => drafts.current.get(cell)?.value ?? cellText(report, cell),
    write,
    trouble: (cell) => troubles.current.get(cell),
    troubled: [...troubles.current.keys()],
    settle, flush, state, error,
  };
}
