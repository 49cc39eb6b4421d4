import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import type { SupervisionRow } from '../../api/model';
import { DepartmentFilter, RegionFilter, WordFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { ListBody } from '../../components/list/list-body';
import { ListTools } from '../../components/list/list-tools';
import { SearchFilter } from '../../components/list/search-filter';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { StateTag } from '../../components/state-tag';
import { KindTag } from './kind-tag';
import { NoticesBar } from './notices-bar';
import { listNotices } from './supervision.api';
import './supervision.css';
import { useNoticeColumns } from './use-notice-columns';

/** 督办台账: who was told what, by when they had to answer, and what waits for a signature. */
export function NoticesPage() {
  const { t } = useTranslation();
  const params = useListParams();
  const [view, setView] = useListView('supervision');
  const columns = useNoticeColumns();
  const rows = useRows('supervision', { ...params.query, limit: view.size }, listNotices);
  const mayAct = useCan(permissions.actOnNotices);
  const mayRaise = useCan(permissions.superviseAssignments);
  const maySet = useCan(permissions.setJudging);
  const [chosen, setChosen] = useState<SupervisionRow[]>();
  return (
    <>
      <PageHead title={t('nav.supervision')} sub={mayRaise ? t('supervision.hint') : t('supervision.hintUnit')}>
        {maySet && <Link to="/judging"><Button tabIndex={-1}>{t('nav.judging')}</Button></Link>}
        {mayAct && mayRaise && !chosen && <Button onClick={() => setChosen([])} data-testid="notices-choose">{t('supervision.choose')}</Button>}
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <FilterBar params={params} chips={['lead', 'assignment']} search={<SearchFilter params={params} placeholder={t('supervision.search')} testId="notice-search" />}>
        <WordFilter params={params} name="kind" list="supervision_notice" />
        <WordFilter params={params} name="state" list="supervision_state" />
        <RegionFilter params={params} />
        <DepartmentFilter params={params} label={t('field.lead')} />
        <FilterSelect single params={params} name="overdue" label={t('supervision.overdue')} options={['true', 'false'].map((value) => ({ value, label: t(`common.${value}`) }))} />
      </FilterBar>
      {chosen && <NoticesBar chosen={chosen} onDone={() => setChosen(undefined)} onCleared={() => setChosen([])} />}
      <ListBody rows={rows} columns={columns} params={params} view={view} onView={setView} label={t('nav.supervision')}
        rowSelection={chosen && {
          selectedRowKeys: chosen.map(({ id }) => id), onChange: (_, picked) => setChosen(picked),
          getCheckboxProps: (row) => ({ disabled: !['proposed', 'replied'].includes(row.state), 'aria-label': row.no ?? row.assignmentNo }),
        }}
        card={(row) => (
          <>
            <Link className="title" to={`/supervision-notices/${row.id}`}>{row.unit.name}</Link>
            <div className="line"><KindTag kind={row.kind} /><StateTag list="supervision_state" code={row.state} />{row.replyOverdue && <span className="count-error">{t('supervision.late')}</span>}</div>
            <div className="quiet">{row.no ?? t('supervision.unsigned')} · {row.task.code}</div>
          </>
        )}
        empty={<EmptyRows params={params} hint={t('supervision.empty')} />} />
    </>
  );
}
