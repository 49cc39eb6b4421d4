import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Matrix } from '../../api/model';
import { useName } from '../../api/reference';
import { COLUMN, FIXED, HEAD, ROW } from './cells';
import { MatrixHead } from './matrix-head';
import { MatrixRow } from './matrix-row';
import { begin, column, everything, inside, marksOf, nothing, stretch, type Place, type Selection } from './selection';
import { placeAfter } from './keys';

interface Props {
  matrix: Matrix;
  selection: Selection;
  onSelect: (next: Selection) => void;
  /** The letters that the light filter asks for. */
  only: string;
  onOpen: (place: Place) => void;
}

/** Draws what is in sight and a little more, whatever the size: rows and columns both. */
export function MatrixGrid({ matrix, selection, onSelect, only, onOpen }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const box = useRef<HTMLDivElement>(null);
  const dragging = useRef(false);
  const size = { rows: matrix.caseIds.length, columns: matrix.tasks.length };
  const rows = useVirtualizer({ count: size.rows, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 8, scrollPaddingStart: HEAD, scrollPaddingEnd: ROW });
  const columns = useVirtualizer({ horizontal: true, count: size.columns, getScrollElement: () => box.current, estimateSize: () => COLUMN, overscan: 6, scrollPaddingStart: FIXED, scrollPaddingEnd: COLUMN });
  const words = useMemo(() => ({ ...Object.fromEntries([...'rygxd'].map((letter) => [letter, t(`matrix.letter.${letter}`)])), '.': '', '-': '' }), [t]);
  const [lines, shown] = [rows.getVirtualItems(), columns.getVirtualItems()];
  const [from, to] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? -1];

  const placeAt = ({ clientX, clientY }: { clientX: number; clientY: number }): Place => {
    const { left, top } = box.current!.getBoundingClientRect();
    const x = clientX - left;
    const across = x < FIXED ? -1 : Math.floor((x - FIXED + box.current!.scrollLeft) / COLUMN);
    return { column: across, row: Math.floor((clientY - top - HEAD + box.current!.scrollTop) / ROW) };
  };
  const reveal = ({ row, column: at }: Place) => {
    rows.scrollToIndex(row);
    if (at >= 0) columns.scrollToIndex(at);
  };
  const press = (event: PointerEvent) => {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const { left, top } = box.current!.getBoundingClientRect();
    // the scroll bars are the box's own
    if (event.clientX - left > box.current!.clientWidth || event.clientY - top > box.current!.clientHeight) return;
    const more = event.ctrlKey || event.metaKey;
    const place = placeAt(event);
    if (event.clientY - top < HEAD) {
      if (place.column >= 0 && place.column < size.columns) onSelect(column(selection, place.column, size, more));
      return;
    }
    if (place.row >= size.rows || place.column >= size.columns) return;
    onSelect(event.shiftKey ? stretch(selection, place, size) : begin(selection, place, size, more));
    dragging.current = true;
    box.current!.setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent) => {
    if (!dragging.current) return;
    const place = inside(placeAt(event), size);
    if (place.row === selection.at.row && place.column === selection.at.column) return;
    onSelect(stretch(selection, place, size));
    reveal(place);
  };
  const type = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey) return;
    const control = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape' && selection.blocks.length > 0) onSelect({ ...nothing, at: selection.at });
    else if (control && event.key.toLowerCase() === 'a') onSelect(everything(selection, size));
    else if (event.key === 'Enter') onOpen(selection.at);
    else if (event.key === ' ') onSelect(begin(selection, selection.at, size, control));
    else {
      const next = placeAfter(event.key, selection.at, size, { far: control, page: Math.max(1, Math.floor((box.current!.clientHeight - HEAD) / ROW) - 1) });
      if (!next) return;
      onSelect(event.shiftKey ? stretch(selection, next, size) : { ...selection, at: next });
      reveal(next);
    }
    event.preventDefault();
  };

  return (
    <div
      ref={box}
      role="grid"
      aria-label={t('nav.matrix')}
      aria-rowcount={size.rows + 3}
      aria-colcount={size.columns + 3}
      aria-multiselectable
      aria-activedescendant={size.rows > 0 ? `mx-${selection.at.row}-${selection.at.column}` : undefined}
      tabIndex={0}
      className="mx-grid"
      onPointerDown={press}
      onPointerMove={drag}
      onPointerUp={() => { dragging.current = false; }}
      onPointerCancel={() => { dragging.current = false; }}
      onDoubleClick={(event) => { if (event.clientY - box.current!.getBoundingClientRect().top >= HEAD) onOpen(inside(placeAt(event), size)); }}
      onKeyDown={type}
      data-testid="matrix"
    >
      <MatrixHead matrix={matrix} from={from} to={to} />
      <div role="rowgroup" className="mx-body" style={{ height: rows.getTotalSize(), width: FIXED + columns.getTotalSize() }}>
        {lines.map(({ index }) => (
          <MatrixRow
            key={index} index={index} from={from} to={to} unit={matrix.units[index]!} cells={matrix.cells[index]!} only={only} words={words}
            place={`${name(matrix.regions[matrix.region[index]!])} · ${name(matrix.batches[matrix.batch[index]!])}`}
            total={matrix.rowTotals[index]!.reduce((n, one) => n + one, 0)} red={matrix.rowTotals[index]![0]!}
            marks={marksOf(selection, index)} at={selection.at.row === index ? selection.at.column : undefined}
          />
        ))}
      </div>
    </div>
  );
}
