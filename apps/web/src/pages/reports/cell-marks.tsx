import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSheet } from './sheet';

/** What stands under a cell: why it was not kept, what is missing or looks wrong, and what reviewers said of it. */
export function CellMarks({ id, cell }: { id: string; cell: string }) {
  const { t } = useTranslation();
  const { cells, problemsAt, remarksAt, noteAt } = useSheet();
  const trouble = cells.trouble(cell);
  const note = noteAt(cell);
  return (
    <div id={id} className="cell-marks">
      {trouble?.code === 'changed_meanwhile' && (
        <div className="mark red" role="alert" data-testid={`conflict-${cell}`}>
          <div>{trouble.detail}</div>
          <div>{t('report.theirs')}{t('common.colon')}{trouble.now || '—'}</div>
          <div>{t('report.mine')}{t('common.colon')}{trouble.mine || '—'}</div>
          <Button size="small" onClick={() => cells.settle(cell, 'mine')}>{t('report.keepMine')}</Button> <Button size="small" onClick={() => cells.settle(cell, 'theirs')}>{t('report.keepTheirs')}</Button>
        </div>
      )}
      {trouble && trouble.code !== 'changed_meanwhile' && <div className="mark red" role="alert">{trouble.detail}</div>}
      {problemsAt(cell).map((problem) => (
        <div key={problem.code} className={problem.explained ? 'mark quiet' : problem.severity === 'missing' ? 'mark red' : 'mark yellow'}>{t(problem.explained ? 'report.explained' : `report.${problem.severity}Mark`)}<span className={problem.severity === 'missing' ? 'visually-hidden' : undefined}>{t('common.colon')}{problem.detail}</span></div>
      ))}
      {remarksAt(cell).map((remark) => (
        <div key={remark.id} className={remark.kind === 'return' ? 'mark yellow' : 'mark quiet'} data-testid={`reason-${cell}`}>{t('report.remarkLine', { kind: t(`report.kind.${remark.kind}`), by: remark.author.organisation, text: remark.text })}{remark.answer && <div>{t('report.answer')}{t('common.colon')}{remark.answer}</div>}</div>
      ))}
      {note !== undefined && <div className="mark yellow">{t('report.noted')}{t('common.colon')}{note}</div>}
    </div>
  );
}
