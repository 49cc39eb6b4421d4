import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Visit } from '../../api/model';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';
import { getVisit } from './inspections.api';
import { VisitFiling } from './visit-filing';
import { VisitResult } from './visit-result';
import './visit.css';

/** Whoever may file gets the checklist; everybody else reads. */
export function VisitPage() {
  const { id = '' } = useParams();
  // In the field the form must not be pulled away by a refetch.
  const query = useQuery({ queryKey: ['visits', id], queryFn: () => getVisit(id), refetchOnWindowFocus: false });
  return (
    <Loaded query={query}>
      {(visit) => (
        <div className="visit">
          <VisitHead visit={visit} />
          {visit.abilities.includes('file') ? <VisitFiling key={visit.id} visit={visit} /> : <VisitResult visit={visit} />}
        </div>
      )}
    </Loaded>
  );
}

function VisitHead({ visit }: { visit: Visit }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  return (
    <PageHead title={visit.unit.name} sub={<>{visit.inspection.name} · {day(visit.visitOn)} · {visit.members.map(({ name }) => name).join(t('common.comma'))}</>}>
      <StateTag list="visit_state" code={visit.state} />
      {visit.case && <Link to={`/cases/${visit.case.id}`}>{t('visit.case')}</Link>}
    </PageHead>
  );
}
