import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Matrix } from '../../api/model';
import { useName } from '../../api/reference';
import { useFormat } from '../../components/use-format';
import { EMPTY, LIGHT_OF } from './cells';
import type { Chosen } from './empty-cells';
import type { Place } from './selection';
import { UrgeCells } from './urge-cells';

interface Props {
  matrix: Matrix;
  at: Place;
  chosen: Chosen;
  mayAssign: boolean;
  onAssign: () => void;
  onOpen: () => void;
  onClear: () => void;
}

/** Where the keyboard is, in words; what is chosen; and what may be done to it. */
export function MatrixBar({ matrix, at, chosen: { empty, given, burning }, mayAssign, onAssign, onOpen, onClear }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const { number } = useFormat();
  const [unit, task, letter] = [matrix.units[at.row], matrix.tasks[at.column], matrix.cells[at.row]?.[at.column]];
  const light = letter && LIGHT_OF[letter];
  const words = [unit, task && `${task.code} ${name(task)}`, task && (light ? t(`light.${light}`) : t(letter === EMPTY ? 'matrix.empty' : 'matrix.none'))];
  const n = empty.length + given.length;
  return (
    <div className="mx-bar">
      <span className="mx-said" aria-live="polite" data-testid="matrix-at" data-name>{words.filter(Boolean).join(' · ')}</span>
      <span aria-live="polite" data-testid="matrix-chosen">{n > 0 && t('matrix.chosen', { n: number(n), empty: number(empty.length), given: number(given.length) })}</span>
      <span className="page-tools">
        {mayAssign && <Button type="primary" disabled={empty.length === 0} onClick={onAssign} data-testid="matrix-assign">{t('matrix.assign', { n: number(empty.length) })}</Button>}
        <UrgeCells key={burning.map(({ row, column }) => `${row} ${column}`).slice(0, 50).join(',') + burning.length} matrix={matrix} places={burning} onDone={onClear} />
        <Button disabled={given.length !== 1} onClick={onOpen} data-testid="matrix-open">{t('matrix.open')}</Button>
        <Button disabled={n === 0} onClick={onClear}>{t('matrix.clear')}</Button>
      </span>
    </div>
  );
}
