import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TaskRow } from '../../api/model';
import { useName } from '../../api/reference';
import { DepartmentFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { ExportButton } from '../../components/list/export-button';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { ListTools } from '../../components/list/list-tools';
import { RowsTable } from '../../components/list/rows-table';
import { SearchFilter } from '../../components/list/search-filter';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { PrintButton } from '../../components/print-button';
import { ImportLink } from '../ledgers/import-link';
import { byDirection } from './by-direction';
import { useCatalogue, useVersions } from './tasks.api';
import { useTaskColumns } from './use-task-columns';
import './tasks.css';

/** 任务表: one version of the catalogue, direction by direction. */
export function TasksPage() {
  const { t, i18n } = useTranslation();
  const name = useName();
  const params = useListParams();
  const [view, setView] = useListView('tasks');
  const english = i18n.language === 'en';
  const versions = useVersions().data ?? [];
  const columns = useTaskColumns();
  const catalogue = useCatalogue(params.one('catalogueVersion'));
  const card = (row: TaskRow) => <>{columns[0]!.render(row)}<div className="line"><span>{name(row.lead)}</span><span className="quiet">{t('task.indicatorsAre', { n: row.indicators.length })}</span></div></>;
  return (
    <div className="landscape">
      <PageHead title={t('nav.tasks')} sub={<Link to="/tasks/versions">{t('task.versions')}</Link>}>
        <ImportLink kind="task-categories" />
        <ExportButton path="task-categories" only={['catalogueVersion']} />
        <PrintButton />
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <FilterBar params={params} search={<SearchFilter params={params} placeholder={t('assign.searchTasks')} testId="task-search" />}>
        <FilterSelect single params={params} name="catalogueVersion" label={t('task.version')} options={versions.map((v) => ({ value: String(v.catalogueVersion), label: t('task.versionIs', { version: v.catalogueVersion }) }))} />
        <DirectionChoice rows={catalogue.data ?? []} params={params} english={english} />
        <DepartmentFilter params={params} label={t('field.lead')} />
      </FilterBar>
      <Loaded query={catalogue}>
        {(all) => {
          const directions = byDirection(all, { q: params.one('q'), direction: params.all('direction'), department: params.all('department') });
          return (
            <>
              {all.some(({ illustrative }) => illustrative) && <Alert type="info" showIcon className="problem" title={t('task.sample')} />}
              {directions.length === 0 && <EmptyRows params={params} hint={t('task.empty')} />}
              {directions.map(({ direction, rows }) => (
                <section key={direction} className="task-direction" aria-labelledby={`direction-${direction}`}>
                  <h2 id={`direction-${direction}`} data-name>{english ? rows[0]!.directionNameEn : rows[0]!.directionName} <span className="quiet num">{rows.length}</span></h2>
                  <RowsTable rows={rows} columns={columns} view={view} params={params} loading={false} label={english ? rows[0]!.directionNameEn : rows[0]!.directionName} empty={null} card={card} />
                </section>
              ))}
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function DirectionChoice({ rows, params, english }: { rows: TaskRow[]; params: ReturnType<typeof useListParams>; english: boolean }) {
  const { t } = useTranslation();
  const words = new Map(rows.map((row) => [row.direction, english ? row.directionNameEn : row.directionName]));
  return <FilterSelect params={params} name="direction" label={t('task.direction')} options={[...words].map(([value, label]) => ({ value, label }))} />;
}
