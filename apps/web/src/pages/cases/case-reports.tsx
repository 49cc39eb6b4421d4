import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePeriodName } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';
import { listReports } from '../reports/reports.api';

/** The case's reports, one a period. */
export function CaseReports({ id }: { id: string }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const periodName = usePeriodName();
  const may = useCan(permissions.readReports);
  const query = useQuery({ queryKey: ['reports', 'of-case', id], queryFn: () => listReports({ case: id, limit: 200 }), enabled: may });
  if (!may) return null;
  return (
    <section className="panel" aria-labelledby="reports">
      <h2 id="reports">{t('nav.reports')}</h2>
      <Loaded query={query}>
        {({ items }) => items.length === 0 ? <p className="quiet">{t('report.empty')}</p> : (
          <ul className="plain-list line-list">{items.map((row) => (
            <li key={row.id} className="tags"><Link to={`/reports/${row.id}`}>{periodName(row.period)}</Link><StateTag list="report_state" code={row.state} />{row.edition > 1 && <span>{t('report.edition', { n: row.edition })}</span>}<span className="quiet">{row.submittedAt ? time(row.submittedAt) : t('report.notSubmitted')}</span></li>
          ))}</ul>
        )}
      </Loaded>
    </section>
  );
}
