import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api, data } from '../../api/client';
import { useWord } from '../../api/reference';
import { Facts } from '../../components/facts';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { PolicyTasks, useIssued, usePolicyTitle } from './policy-words';

export function PolicyPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const word = useWord();
  const issued = useIssued();
  const title = usePolicyTitle();
  const { time } = useFormat();
  const query = useQuery({ queryKey: ['policies', id], queryFn: () => data(api.GET('/api/v1/policies/{id}', { params: { path: { id } } })) });
  return (
    <Loaded query={query}>
      {(row) => (
        <>
          <PageHead title={title(row)} sub={row.code} />
          <section className="panel">
            <Facts items={[
              [t('field.category'), word('policy_category', row.category)], [t('policy.issuer'), row.issuer], [t('policy.docNo'), row.docNo],
              [t('policy.issuedOn'), issued(row)], [t('field.updatedAt'), time(row.updatedAt)], [t('policy.tasks'), <PolicyTasks key="tasks" row={row} />],
              [t('field.remark'), row.remark && <span key="remark" className="said">{row.remark}</span>],
            ]} />
          </section>
        </>
      )}
    </Loaded>
  );
}
