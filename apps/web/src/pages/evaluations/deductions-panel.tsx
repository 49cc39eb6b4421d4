import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Evaluation } from '../../api/model';
import { useName } from '../../api/reference';
import { sides, sideOf } from './marks';

const pages: Record<string, string> = { assignment: '/assignments', progress_report: '/reports' };

/** What the system itself counts against the unit, with the rows it counts. */
export function DeductionsPanel({ row }: { row: Evaluation }) {
  const { t } = useTranslation();
  const name = useName();
  // as the furthest side has it
  const outcome = [...sides].reverse().map((side) => sideOf(row, side).outcome).find(Boolean);
  if (!outcome) return null;
  return (
    <section className="panel" aria-labelledby="deductions">
      <h2 id="deductions">{t('evaluation.deductions')} <span className="quiet">{t('evaluation.deductionsHint')}</span></h2>
      <ul className="plain-list deductions">
        {outcome.deductions.map(({ code, count, points, rows }) => (
          <li key={code}>
            <span>{name(row.scheme.content.deductions.find((one) => one.code === code))}</span>
            <b className="num">{points === 0 ? '0' : `−${points}`}</b>
            <span>{count === null ? <span className="quiet">{t('evaluation.notKept')}</span> : rows.length === 0 ? <span className="quiet">{t('evaluation.none')}</span> : rows.map(({ kind, id, label }) => <Link key={kind + id} to={`${pages[kind]}/${id}`} data-name>{label}</Link>)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
