import { useCallback, useEffect, useRef, useState } from 'react';

const pause = 1200;

export type Saving = 'clean' | 'dirty' | 'saving' | 'failed';

/**
 * Saves a while after the last change, one save at a time, each with the version the one before left. A refusal
 * stops it until the next change; nothing that was typed is taken back.
 */
export function useAutosave<T extends object>(version: number, save: (draft: T, version: number) => Promise<{ version: number }>) {
  const at = useRef(version);
  const waiting = useRef<T | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const busy = useRef<Promise<void>>(undefined);
  const write = useRef(save);
  const [state, setState] = useState<Saving>('clean');
  const [error, setError] = useState<unknown>(null);
  useEffect(() => { write.current = save; });

  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    await busy.current;
    const draft = waiting.current;
    if (draft === undefined) return true;
    waiting.current = undefined;
    setState('saving');
    let done = false;
    busy.current = write.current(draft, at.current).then(
      (row) => {
        at.current = row.version;
        done = true;
        setError(null);
        setState(waiting.current === undefined ? 'clean' : 'dirty');
      },
      (refusal: unknown) => {
        // What was not kept goes along with the next change.
        waiting.current = { ...draft, ...waiting.current };
        setError(refusal);
        setState('failed');
      },
    );
    await busy.current;
    return done;
  }, []);

  /** Takes what changed; it joins what waits, also what changes while a save is under way. */
  const change = useCallback((part: T) => {
    waiting.current = { ...waiting.current, ...part };
    setState('dirty');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), pause);
  }, [flush]);

  // Leaving the page keeps what was typed last.
  useEffect(() => () => { void flush(); }, [flush]);
  return { change, flush, state, error, version: at };
}
