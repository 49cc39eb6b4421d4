import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, data } from '../../api/client';
import type { AuditEntry } from '../../api/model';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { DateFilter } from '../../components/list/date-filter';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { TextFilter } from '../../components/list/text-filter';
import { ListBody } from '../../components/list/list-body';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { NoPermissionPage } from '../session/no-permission-page';
import { AuditDiff } from './audit-diff';
import { useAuditColumns } from './use-audit-columns';

/** Tables whose rows people ask about; any other name may stand in the URL. */
const subjects = ['pilot_unit', 'pilot_case', 'assignment', 'progress_update', 'visit', 'finding', 'progress_report', 'evaluation', 'attachment', 'session', 'app_user', 'position', 'role_grant', 'handover', 'refused_act'];

export function AuditPage() {
  const may = useCan(permissions.readAudit);
  return may ? <AuditList /> : <NoPermissionPage />;
}

function AuditList() {
  const { t } = useTranslation();
  const params = useListParams();
  const [view, setView] = useListView('audit');
  const rows = useRows('audit', { ...params.query, limit: view.size }, (query) => data(api.GET('/api/v1/audit-entries', { params: { query } })));
  const [shown, setShown] = useState<number[]>([]);
  const toggle = (id: number) => setShown(shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id]);
  const diff = (row: AuditEntry) => (
    <>
      <Button size="small" type="link" aria-expanded={shown.includes(row.id)} onClick={() => toggle(row.id)} data-testid={`audit-diff-${row.id}`}>
        {row.changed.length > 0 ? t('audit.fields', { n: row.changed.length }) : t('audit.open')}
      </Button>
      {shown.includes(row.id) && <AuditDiff entry={row} />}
    </>
  );
  const { columns, card } = useAuditColumns(diff);

  return (
    <>
      <PageHead title={t('nav.audit')} sub={t('audit.hint')} />
      <FilterBar params={params}>
        <FilterSelect single params={params} name="subjectType" label={t('audit.subjectType')} options={subjects.map((value) => ({ value, label: t(`subject.${value}`) }))} />
        <TextFilter params={params} name="subjectId" label={t('audit.subjectId')} />
        <TextFilter params={params} name="user" label={t('audit.userId')} />
        <TextFilter params={params} name="action" label={t('audit.action')} />
        <DateFilter params={params} name="from" label={t('audit.from')} />
        <DateFilter params={params} name="to" label={t('audit.to')} />
      </FilterBar>
      <ListBody rows={rows} columns={columns} card={card} params={params} view={view} onView={setView} label={t('nav.audit')} empty={<EmptyRows params={params} hint={t('audit.empty')} />} />
    </>
  );
}
