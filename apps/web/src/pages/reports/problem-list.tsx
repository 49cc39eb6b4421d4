import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../api/model';
import { goToCell } from './cells';
import { useCellName } from './use-cell-name';

/** What is missing and what looks wrong, each leading to its cell; what was explained comes last. */
export function ProblemList({ report }: { report: Report }) {
  const { t } = useTranslation();
  const cellName = useCellName(report);
  const open = report.problems.filter(({ explained }) => !explained);
  const explained = report.problems.filter((problem) => problem.explained);
  const list = (problems: Report['problems']) => (
    <ul className="missing-list">{problems.map(({ cell, code, detail, severity }) => (
      <li key={cell + code}><button type="button" className="link-button" onClick={() => goToCell(cell)} data-testid={`problem-${cell}`}>{cellName(cell)}</button>{(severity === 'suspicious' || code === 'value_missing') && <span className={severity === 'missing' ? 'visually-hidden' : 'quiet'}> {detail}</span>}</li>
    ))}</ul>
  );
  return (
    <div className="problem no-print" aria-live="polite" data-testid="report-problems" data-open={open.length}>
      {open.length === 0 ? <Alert type="success" showIcon title={t('report.whole')} description={explained.length > 0 && <details><summary>{t('report.explainedCount', { count: explained.length })}</summary>{list(explained)}</details>} />
        : <Alert type="warning" showIcon title={t('report.problemCount', { count: open.length })} description={<>{list(open.slice(0, 8))}{open.length > 8 && <details><summary>{t('report.moreProblems', { count: open.length - 8 })}</summary>{list(open.slice(8))}</details>}</>} />}
    </div>
  );
}
