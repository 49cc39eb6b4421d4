import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, data } from '../../api/client';
import { useName, useWord } from '../../api/reference';
import { DocumentList } from '../../components/document-list';
import { Facts } from '../../components/facts';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { EditPolicy } from './edit-policy';
import { useIssued, usePolicyTitle } from './policy-words';

export function PolicyPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const name = useName();
  const word = useWord();
  const issued = useIssued();
  const title = usePolicyTitle();
  const { time } = useFormat();
  const [editing, setEditing] = useState(false);
  const query = useQuery({ queryKey: ['policies', id], queryFn: () => data(api.GET('/api/v1/policies/{id}', { params: { path: { id } } })) });
  return (
    <Loaded query={query}>
      {(row) => (
        <>
          <PageHead title={title(row)} sub={row.code}>
            {row.abilities.includes('edit') && <Button onClick={() => setEditing(true)} data-testid="edit-policy">{t('policy.edit')}</Button>}
          </PageHead>
          <section className="panel">
            <Facts items={[
              [t('field.category'), word('policy_category', row.category)], [t('policy.issuer'), row.issuer], [t('policy.docNo'), row.docNo],
              [t('policy.issuedOn'), issued(row)], [t('field.updatedAt'), time(row.updatedAt)],
              [t('field.remark'), row.remark && <span key="remark" className="said">{row.remark}</span>],
            ]} />
          </section>
          <section className="panel" aria-labelledby="documents">
            <h2 id="documents">{t('policy.documents')}</h2>
            {row.documents.length === 0 ? <p className="quiet">{t('policy.noDocuments')}</p> : <DocumentList files={row.documents} />}
          </section>
          <section className="panel" aria-labelledby="tasks">
            <h2 id="tasks">{t('policy.tasks')}</h2>
            {row.tasks.length === 0 ? <p className="quiet">{t('policy.noTasks')}</p> : (
              <ul className="plain-list">{row.tasks.map((task) => <li key={task.code} className="line-link"><Link to={`/tasks/${task.id}`} data-name>{task.code} {name(task)}</Link></li>)}</ul>
            )}
          </section>
          {editing && <EditPolicy policy={row} onClose={() => setEditing(false)} />}
        </>
      )}
    </Loaded>
  );
}
