import { Button, Segmented, Skeleton } from 'antd';
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { useTranslation } from 'react-i18next';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { BatchFilter, DepartmentFilter, RegionFilter, TaskFilter } from '../../components/list/choice-filters';
import { FilterSelect } from '../../components/list/filter-select';
import { Pager } from '../../components/list/pager';
import { SearchFilter } from '../../components/list/search-filter';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { LightTag } from '../../components/light-tag';
import { lightOrder } from '../../components/light-counts';
import { PageHead } from '../../components/page-head';
import { PrintButton } from '../../components/print-button';
import { ProblemAlert } from '../../components/problem-alert';
import { DirectionFilter } from '../matrix/matrix-filters';
import { RoadmapChart } from './roadmap-chart';
import { useRoadmap } from './roadmap.api';
import type { Zoom } from './time-line';
import './roadmap.css';

const BY = ['task', 'unit', 'department'];
const ZOOMS: Zoom[] = ['month', 'quarter', 'year'];

/** 路线图: assignments over time by task, unit or department, with milestones, lights and today. */
export function RoadmapPage() {
  const { t } = useTranslation();
  const params = useListParams();
  const [view, setView] = useListView('roadmap');
  const { by = 'task', zoom = 'quarter', cursor, ...filters } = params.query as Record<string, string>;
  const roadmap = useRoadmap({ ...filters, by, cursor, limit: by === 'unit' ? view.size : 200 });
  const exported = new URLSearchParams(Object.entries({ ...filters, by }).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)])));
  return (
    <div className="landscape" aria-busy={roadmap.isPlaceholderData}>
      <PageHead title={t('nav.roadmap')} sub={t('roadmap.hint')}>
        <Button icon={<DownloadOutlined />} href={`/api/v1/assignments/roadmap/export?${exported}`} download data-testid="export">{t('ledger.export')}</Button>
        <PrintButton />
      </PageHead>
      <FilterBar params={params} chips={['pilotUnit', 'pilotCase']} search={<SearchFilter params={params} placeholder={t('unit.searchHint')} testId="roadmap-search" />}>
        <RegionFilter params={params} />
        <BatchFilter params={params} />
        <DepartmentFilter params={params} label={t('field.lead')} />
        <DirectionFilter params={params} />
        <TaskFilter params={params} />
        <FilterSelect params={params} name="light" label={t('field.light')} options={lightOrder.map((light) => ({ value: light, label: t(`light.${light}`) }))} />
      </FilterBar>
      <div className="rm-tools">
        <Segmented aria-label={t('roadmap.lines')} value={by} onChange={(value) => params.set('by', String(value))} options={BY.map((value) => ({ value, label: t(`roadmap.by.${value}`) }))} data-testid="roadmap-by" />
        <Segmented aria-label={t('roadmap.zoom')} value={zoom} onChange={(value) => params.set('zoom', String(value))} options={ZOOMS.map((value) => ({ value, label: t(`roadmap.zooms.${value}`) }))} data-testid="roadmap-zoom" />
        <span className="tags">{lightOrder.map((light) => <LightTag key={light} light={light} />)}</span>
        <span className="quiet"><span className="rm-key" aria-hidden /> {t('roadmap.milestone')}</span>
      </div>
      <ProblemAlert error={roadmap.error} onRetry={() => void roadmap.refetch()} />
      {roadmap.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {roadmap.data?.items.length === 0 && <EmptyRows params={params} hint={t('assignment.empty')} />}
      {roadmap.data && roadmap.data.items.length > 0 && (
        <>
          <RoadmapChart key={roadmap.data.by} roadmap={roadmap.data} query={filters} zoom={zoom as Zoom} />
          {(roadmap.data.by === 'unit' || roadmap.data.nextCursor || !params.onFirstPage) && <Pager params={params} view={view} onView={setView} total={roadmap.data.total} nextCursor={roadmap.data.nextCursor} />}
        </>
      )}
    </div>
  );
}
