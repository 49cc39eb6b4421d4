import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { CatalogueBatch, useWord } from '../../api/reference';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { StateTag } from '../../components/state-tag';
import { ApplicationForm } from './application-form';
import { ApplicationReview } from './application-review';
import { getApplication, getCase } from './cases.api';

/** One paper, two sides: whoever may still write it fills it in, everybody else reads or reviews it. */
export function ApplicationPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const word = useWord();
  const row = useQuery({ queryKey: ['cases', id], queryFn: () => getCase(id) });
  const paper = useQuery({ queryKey: ['cases', id, 'application'], queryFn: () => getApplication(id) });
  return (
    <Loaded query={row}>
      {(pilot) => (
        <CatalogueBatch value={pilot.batch.code}>
          <PageHead title={t('application.title', { unit: pilot.unit.name })} sub={<>{pilot.batch.name} · {word('pilot_level', pilot.level)} · {pilot.caseNo}</>}>
            <Link to={`/cases/${id}`}>{t('nav.cases')}</Link>
            <StateTag list="case_state" code={pilot.state} />
          </PageHead>
          <Loaded query={paper}>
            {(application) => pilot.abilities.includes('edit')
              ? <ApplicationForm key={application.id} application={application} pilot={pilot} />
              : <ApplicationReview application={application} pilot={pilot} />}
          </Loaded>
        </CatalogueBatch>
      )}
    </Loaded>
  );
}
