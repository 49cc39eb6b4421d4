import { Button } from 'antd';
import { useId, useLayoutEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { CellMarks } from './cell-marks';
import { useSheet, type Step } from './sheet';

interface Props {
  cell: string;
  /** The column's. */
  title: string;
  name: string;
  number?: boolean;
  prefilled?: boolean;
  /** Has the grid's keyboard. */
  active: boolean;
  /** Whether the keyboard is to go where it became active. */
  wanted: RefObject<boolean>;
  onActivate: () => void;
  onMove: (step: Step) => boolean;
  onPaste: (text: string) => void;
}

// whatever is being written elsewhere is kept first
const leave = () => (document.activeElement as HTMLElement | null)?.blur();
const arrows: Record<string, Step> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right', Home: 'first', End: 'last' };

/** One cell. The active one is a text field with all of its text selected: what is typed, with an input method too, replaces it. */
export function SheetCell({ cell, title, name, number, prefilled, active, wanted, onActivate, onMove, onPaste }: Props) {
  const { t } = useTranslation();
  const { cells, editable, problemsAt, remarksAt, noteAt, onRemark } = useSheet();
  const marks = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState<string>();
  const [writing, setWriting] = useState(false);
  const before = useRef('');
  // after Escape the next Tab leaves the grid
  const released = useRef(false);
  const value = cells.valueOf(cell);
  const trouble = cells.trouble(cell);
  const problems = problemsAt(cell);
  const open = problems.filter(({ explained }) => !explained);
  const marked = trouble || problems.length > 0 || remarksAt(cell).length > 0 || noteAt(cell) !== undefined;

  useLayoutEffect(() => {
    if (!active || !wanted.current) return;
    wanted.current = false;
    field.current?.focus();
    field.current?.select();
  }, [active, wanted]);

  const keep = () => {
    if (draft !== undefined && draft !== cells.valueOf(cell)) cells.write(cell, draft);
    setDraft(undefined);
    setWriting(false);
  };
  const start = () => {
    before.current = value;
    setWriting(true);
    const end = field.current?.value.length ?? 0;
    field.current?.setSelectionRange(end, end);
  };
  const typed = (text: string, composing: boolean) => {
    if (!writing) { before.current = value; setWriting(true); }
    setDraft(text);
    // words are kept as they come; half a number is none
    if (!number && !composing) cells.write(cell, text);
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // while an input method composes, every key is its own
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const go = (step: Step) => { keep(); return onMove(step); };
    if (event.key === 'Tab') {
      if (released.current && !writing) return;
      if (go(event.shiftKey ? 'previous' : 'next')) event.preventDefault();
    } else if (event.key === 'Escape') {
      if (!writing) { released.current = true; return; }
      event.preventDefault();
      if (value !== before.current) cells.write(cell, before.current);
      setDraft(undefined);
      setWriting(false);
      setTimeout(() => field.current?.select());
    } else if (event.key === 'F2' && !writing) { event.preventDefault(); start(); }
    else if (event.key === 'Enter') {
      if (writing && event.shiftKey) return;
      event.preventDefault();
      if (event.altKey && writing) { field.current!.setRangeText('\n', field.current!.selectionStart, field.current!.selectionEnd, 'end'); typed(field.current!.value, false); }
      else if (!writing) start();
      else go('down');
    } else if (!writing && arrows[event.key] && !event.shiftKey) {
      event.preventDefault();
      const far: Record<string, Step> = { Home: 'top', End: 'bottom' };
      go((event.ctrlKey && far[event.key]) || arrows[event.key]!);
    }
    released.current = false;
  };
  const onClip = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (writing || !/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return;
    event.preventDefault();
    onPaste(text);
  };

  const shown = draft ?? value;
  const state = trouble ? 'trouble' : open.length > 0 ? open[0]!.severity : prefilled ? 'prefilled' : undefined;
  return (
    <td role="gridcell" data-cell={cell} data-label={title} data-mark={state} className={number ? 'num right' : undefined} aria-readonly={!editable}
      onMouseDown={editable && !active ? (event) => { if (!(event.target as HTMLElement).closest('button')) { event.preventDefault(); leave(); onActivate(); } } : undefined}>
      {active
        ? <textarea ref={field} className={writing ? 'cell-field writing' : 'cell-field'} aria-label={name} aria-invalid={trouble || open.length > 0 ? true : undefined} aria-describedby={marked ? marks : undefined}
            value={shown} rows={Math.min(14, Math.max(1, shown.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / (number ? 12 : 16)), 0)))} spellCheck={false}
            onChange={(event) => typed(event.target.value, (event.nativeEvent as InputEvent).isComposing)} onCompositionEnd={(event) => typed(event.currentTarget.value, false)}
            onKeyDown={onKey} onPaste={onClip} onBlur={keep} onDoubleClick={start} onFocus={(event) => { if (!writing) event.currentTarget.select(); }} />
        : <div className="cell-text" tabIndex={editable ? -1 : undefined} onFocus={editable ? onActivate : undefined}>{shown || (editable ? '' : '—')}</div>}
      {marked && <CellMarks id={marks} cell={cell} />}
      {onRemark && <Button type="link" size="small" className="cell-remark" onClick={() => onRemark(cell)} aria-label={t('report.remarkOn', { name })} data-testid={`remark-${cell}`}>{t('report.remark')}</Button>}
    </td>
  );
}
