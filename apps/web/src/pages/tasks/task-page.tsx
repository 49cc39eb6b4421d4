import { Tag } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useName } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { DocumentList } from '../../components/document-list';
import { Facts } from '../../components/facts';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { useIssued, usePolicyTitle } from '../policies/policy-words';
import { getTask } from './tasks.api';
import { TaskStanding } from './task-standing';
import './tasks.css';

/** One task of one version of the catalogue: who answers for it, what measures it, what it rests on, what stands on it. */
export function TaskPage() {
  const { id = '' } = useParams();
  const { t, i18n } = useTranslation();
  const name = useName();
  const issued = useIssued();
  const title = usePolicyTitle();
  const reads = useCan(permissions.readAssignments);
  const readsIndicators = useCan(permissions.readIndicators);
  const query = useQuery({ queryKey: ['task-categories', id], queryFn: () => getTask(id) });
  return (
    <Loaded query={query}>
      {(row) => {
        const names = (things: { name: string }[]) => things.map((one) => name(one)).join(t('common.comma'));
        return (
          <>
            <PageHead title={`${row.code} ${name(row)}`} sub={<span className="tags">{i18n.language === 'en' ? row.directionNameEn : row.directionName}<Tag>{t('task.versionIs', { version: row.catalogueVersion })}</Tag>{row.illustrative && <Tag>{t('assign.illustrative')}</Tag>}</span>} />
            <section className="panel">
              <Facts items={[
                [t('field.lead'), name(row.lead)], [t('task.coLeads'), names(row.coLeads)], [t('task.cooperating'), names(row.cooperating)],
                [t('task.batches'), names(row.batches)],
                [t('task.otherVersions'), row.versions.length > 1 && <span key="versions" className="tags">{row.versions.filter((one) => one.id !== row.id).map((one) => <Link key={one.id} to={`/tasks/${one.id}`}>{t('task.versionIs', { version: one.catalogueVersion })}</Link>)}</span>],
              ]} />
            </section>
            <section className="panel" aria-labelledby="indicators">
              <h2 id="indicators">{t('task.indicators')}</h2>
              {row.indicators.length === 0 ? <p className="quiet">{t('task.noIndicators')}</p> : (
                <ul className="plain-list policy-lines">{row.indicators.map((one) => <li key={one.code} data-name>{readsIndicators ? <Link to={`/indicators/${one.code}`}>{name(one)}</Link> : name(one)} <span className="quiet">{t(`task.kind.${one.kind}`)} · {one.unit}</span></li>)}</ul>
              )}
            </section>
            <section className="panel" aria-labelledby="policies">
              <h2 id="policies">{t('nav.policies')} <span className="quiet num">{row.policyList.length}</span></h2>
              {row.policyList.length === 0 ? <p className="quiet">{t('task.noPolicies')}</p> : (
                <ul className="plain-list policy-lines">
                  {row.policyList.map((policy) => (
                    <li key={policy.id}>
                      <Link to={`/policies/${policy.id}`} data-name>{title(policy)}</Link> <span className="quiet">{[policy.issuer, policy.docNo, issued(policy)].filter((word) => word && word !== '—').join(' · ')}</span>
                      <DocumentList files={policy.documents} />
                    </li>
                  ))}
                </ul>
              )}
            </section>
            {reads && <TaskStanding id={id} code={row.code} />}
          </>
        );
      }}
    </Loaded>
  );
}
