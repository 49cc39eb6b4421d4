import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, data } from '../../api/client';
import type { PolicyRow } from '../../api/model';
import { useTasks, useWord } from '../../api/reference';
import { WordFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { ExportButton } from '../../components/list/export-button';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { ListBody } from '../../components/list/list-body';
import { ListTools } from '../../components/list/list-tools';
import type { RowColumn } from '../../components/list/rows-table';
import { SearchFilter } from '../../components/list/search-filter';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { ImportLink } from '../ledgers/import-link';
import { PolicyTasks, useIssued, usePolicyTitle } from './policy-words';

/** The policies that the reform rests on, and the tasks each bears on. */
export function PoliciesPage() {
  const { t, i18n } = useTranslation();
  const word = useWord();
  const issued = useIssued();
  const title = usePolicyTitle();
  const tasks = useTasks().data ?? [];
  const params = useListParams();
  const [view, setView] = useListView('policies');
  const rows = useRows('policies', { ...params.query, limit: view.size }, (query) => data(api.GET('/api/v1/policies', { params: { query } })));
  const link = (row: PolicyRow) => <Link to={`/policies/${row.id}`} className="clamp" data-name>{title(row)}</Link>;
  const columns: RowColumn<PolicyRow>[] = [
    { key: 'title', title: t('policy.title'), width: 380, render: link },
    { key: 'code', title: t('field.no'), width: 80, render: (row) => row.code },
    { key: 'category', title: t('field.category'), width: 110, render: (row) => word('policy_category', row.category) },
    { key: 'issuer', title: t('policy.issuer'), width: 220, render: (row) => row.issuer ?? '—' },
    { key: 'docNo', title: t('policy.docNo'), width: 180, render: (row) => row.docNo ?? '—' },
    { key: 'issued', title: t('policy.issuedOn'), width: 110, render: issued },
    { key: 'tasks', title: t('policy.tasks'), width: 200, render: (row) => <PolicyTasks row={row} /> },
  ];
  return (
    <>
      <PageHead title={t('nav.policies')}>
        <ImportLink kind="policies" />
        <ExportButton path="policies" />
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <FilterBar params={params} search={<SearchFilter params={params} placeholder={t('policy.searchHint')} testId="policy-search" />}>
        <WordFilter params={params} name="category" list="policy_category" />
        <FilterSelect params={params} name="task" label={t('field.task')} options={tasks.map((task) => ({ value: task.code, label: `${task.code} ${i18n.language === 'en' ? task.nameEn : task.name}` }))} />
      </FilterBar>
      <ListBody rows={rows} columns={columns} params={params} view={view} onView={setView} label={t('nav.policies')} empty={<EmptyRows params={params} hint={t('policy.empty')} />}
        card={(row) => <>{link(row)}<div className="line"><span>{word('policy_category', row.category)}</span><span className="quiet">{row.issuer}</span><span className="quiet">{issued(row)}</span></div><PolicyTasks row={row} /></>} />
    </>
  );
}
