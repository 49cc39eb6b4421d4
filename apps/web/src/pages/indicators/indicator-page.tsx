import { Button, Segmented, Skeleton } from 'antd';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { Indicator, Query } from '../../api/model';
import { useName } from '../../api/reference';
import { BatchFilter, RegionFilter } from '../../components/list/choice-filters';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { useListParams, type ListParams } from '../../components/list/use-list-params';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { PrintButton } from '../../components/print-button';
import { DefinitionDrawer } from './definition-drawer';
import { DefinitionPanel } from './definition-panel';
import { FigureFacts } from './figure-facts';
import { FigureTable } from './figure-table';
import { useFigures, useIndicator } from './indicators.api';
import { PeriodNote } from './period-note';
import { ProvincialPanel } from './provincial-panel';
import { TargetPanel } from './target-panel';
import { useOpenedPeriods } from './use-opened-periods';
import './indicators.css';

// The chart library is the heaviest thing of the console; numbers do not wait for it.
const TrendChart = lazy(() => import('./trend-chart'));

const SCOPE = ['region', 'batch', 'task', 'unit'];

/** One indicator: 口径, its number and trend, line by line down to the rows, targets, and what the province's statistics say. */
export function IndicatorPage() {
  const { code = '' } = useParams();
  const { t } = useTranslation();
  const name = useName();
  const query = useIndicator(code);
  const [editing, setEditing] = useState(false);
  return (
    <Loaded query={query}>
      {(indicator) => (
        <>
          <PageHead title={name(indicator)} sub={<>{t(`task.kind.${indicator.kind}`)} · <span data-name>{indicator.unit}</span></>}>
            {indicator.abilities.includes('keep') && <Button onClick={() => setEditing(true)} data-testid="edit-definition">{t('indicator.editDefinition')}</Button>}
            <PrintButton />
          </PageHead>
          <DefinitionPanel indicator={indicator} />
          <Numbers indicator={indicator} />
          <TargetPanel indicator={indicator} />
          <ProvincialPanel indicator={indicator} />
          {editing && <DefinitionDrawer indicator={indicator} onClose={() => setEditing(false)} />}
        </>
      )}
    </Loaded>
  );
}

/** What the API is asked: one period, or a span that ends with it. */
function useAsked(params: ListParams) {
  const periods = useOpenedPeriods();
  const scope = SCOPE.flatMap((field) => params.all(field).map((value): [string, string] => [field, value]));
  const filters = Object.fromEntries(SCOPE.map((field) => [field, params.all(field)]).filter(([, values]) => values!.length > 0)) as Query;
  const last = params.one('period') ?? (params.one('from') ? periods.find(({ state }) => state !== 'open')?.id ?? periods[0]?.id : undefined);
  const one: Query = { ...filters, ...(last && { period: last }) };
  const span: Query = params.one('from') ? { ...filters, from: params.one('from'), to: last } : one;
  return { periods, scope, one, span };
}

function Numbers({ indicator }: { indicator: Indicator }) {
  const { t } = useTranslation();
  const name = useName();
  const params = useListParams();
  const by = params.one('by') ?? 'region';
  const { periods, scope, one, span } = useAsked(params);
  const figures = useFigures(indicator.code, { ...span, by });
  const trend = useFigures(indicator.code, { ...one, by: 'period' });
  const kinds = ['region', 'batch', ...(indicator.tasks.length > 0 ? ['task'] : [])];
  const named = periods.map((row) => ({ value: row.id, label: name(row) }));
  return (
    <>
      <FilterBar params={params} chips={['unit']}>
        <FilterSelect single otherwise={figures.data?.periods.at(-1)?.id} params={params} name="period" label={t('field.period')} options={named} />
        <FilterSelect single params={params} name="from" label={t('indicator.spanFrom')} options={named} />
        <RegionFilter params={params} />
        <BatchFilter params={params} />
        {indicator.tasks.length > 1 && <FilterSelect params={params} name="task" label={t('field.task')} options={indicator.tasks.map((task) => ({ value: task.code, label: `${task.code} ${name(task)}` }))} />}
      </FilterBar>
      <section className="panel" aria-labelledby="numbers" aria-busy={figures.isPlaceholderData}>
        <h2 id="numbers">{t('indicator.rollUp')}</h2>
        <Loaded query={figures}>
          {(shown) => (
            <>
              <PeriodNote period={shown.by === 'period' ? null : shown.periods.at(-1)} />
              <FigureFacts figures={shown} rows={`/indicators/${indicator.code}/values?${new URLSearchParams([...shown.total.periods.map((id) => ['period', id]), ...scope])}`} />
              <div className="figure-tools"><Segmented aria-label={t('indicator.lines')} value={by} onChange={(value) => params.set('by', String(value))} options={kinds.map((value) => ({ value, label: t(`indicator.by.${value}`) }))} data-testid="figures-by" /></div>
              {shown.by === 'task' && <p className="quiet">{t('indicator.tasksShare')}</p>}
              <FigureTable figures={shown} scope={scope} withTotal={shown.by !== 'task'} />
            </>
          )}
        </Loaded>
      </section>
      <section className="panel in-sight" aria-labelledby="trend">
        <h2 id="trend">{t('indicator.trend')}</h2>
        <Loaded query={trend}>
          {(shown) => (
            <>
              {shown.lines.some(({ value }) => value !== null) && <Suspense fallback={<Skeleton active />}><TrendChart figures={shown} /></Suspense>}
              <FigureTable figures={shown} scope={scope} />
            </>
          )}
        </Loaded>
      </section>
    </>
  );
}
