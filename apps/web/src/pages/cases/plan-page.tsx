import { Alert } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { CatalogueBatch } from '../../api/reference';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';
import { CaseActions } from './case-actions';
import { getCase, getPlan } from './cases.api';
import { PlanForm } from './plan-form';
import { PlanSponsors } from './plan-sponsors';
import { PlanView } from './plan-view';

const planActs = ['approve_plan', 'return_plan'];

export function PlanPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const { time } = useFormat();
  const row = useQuery({ queryKey: ['cases', id], queryFn: () => getCase(id) });
  const paper = useQuery({ queryKey: ['cases', id, 'plan'], queryFn: () => getPlan(id) });
  return (
    <Loaded query={row}>
      {(pilot) => (
        <CatalogueBatch value={pilot.batch.code}>
          <PageHead title={t('plan.title', { unit: pilot.unit.name })} sub={pilot.caseNo}>
            <Link to={`/cases/${id}`}>{t('nav.cases')}</Link>
            <StateTag list="case_state" code={pilot.state} />
            <CaseActions row={pilot} only={planActs} />
          </PageHead>
          <Loaded query={paper}>
            {(plan) => (
              <>
                {plan.returned && <Alert type="warning" showIcon className="problem" data-testid="plan-returned" title={t('application.returned', { by: plan.returned.by, at: time(plan.returned.at) })} description={plan.returned.reason} />}
                <PlanSponsors plan={plan} />
                {pilot.abilities.includes('edit_plan') ? <PlanForm key={plan.id} plan={plan} pilot={pilot} /> : <PlanView plan={plan} />}
              </>
            )}
          </Loaded>
        </CatalogueBatch>
      )}
    </Loaded>
  );
}
