import { Button, Grid } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useName } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan, useSession } from '../../app/session';
import type { EvaluationRow } from '../../api/model';
import { BatchFilter, DepartmentFilter, RegionFilter, WordFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { ExportButton } from '../../components/list/export-button';
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
import { EvaluationsBar } from './evaluations-bar';
import './evaluations.css';
import { listEvaluations, useScheme, useSchemes } from './evaluations.api';
import { OpenEvaluationsDrawer } from './open-evaluations-drawer';
import { useEvaluationColumns } from './use-evaluation-columns';

/** Who hands in many at once, and in which states: as the machine has it. */
const bulk: Record<string, { action: 'sign' | 'report' | 'publish'; from: string[] }> = {
  pilot_leader: { action: 'sign', from: ['unit_review'] }, city_reviewer: { action: 'report', from: ['city_scoring'] }, office_director: { action: 'publish', from: ['province_scoring', 'correcting'] },
};

/** 年度评估: whose turn it is, and what was decided. In no order of scores. */
export function EvaluationsPage() {
  const { t } = useTranslation();
  const name = useName();
  const params = useListParams();
  const [view, setView] = useListView('evaluations');
  const columns = useEvaluationColumns();
  const rows = useRows('evaluations', { ...params.query, limit: view.size }, listEvaluations);
  const years = useSchemes().data ?? [];
  const grades = useScheme(years[0]?.year).data?.content.grades ?? [];
  const [maySum, mayKeep] = [useCan(permissions.sumEvaluations), useCan(permissions.keepEvaluations)];
  const [opening, setOpening] = useState(false);
  const many = bulk[useSession().position.role];
  // rows are chosen in a table, which a phone has no room for
  const mayChoose = [useCan(permissions.actOnEvaluations), Grid.useBreakpoint().md ?? true].every(Boolean);
  const [chosen, setChosen] = useState<EvaluationRow[]>();
  return (
    <>
      <PageHead title={t('nav.evaluations')} sub={t('evaluation.hint')}>
        <Link to="/evaluation-schemes"><Button tabIndex={-1}>{t('nav.schemes')}</Button></Link>
        {many && mayChoose && !chosen && <Button onClick={() => setChosen([])} data-testid="evaluations-choose">{t('evaluation.choose')}</Button>}
        {mayKeep && <Button type="primary" onClick={() => setOpening(true)} data-testid="open-evaluations">{t('evaluation.open')}</Button>}
        {maySum && <ExportButton path="evaluations" label={t('evaluation.summary')} />}
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <FilterBar params={params} chips={['case']} search={<SearchFilter params={params} placeholder={t('evaluation.search')} testId="evaluation-search" />}>
        <FilterSelect single params={params} name="year" label={t('evaluation.year')} options={years.map(({ year }) => ({ value: String(year), label: String(year) }))} />
        <RegionFilter params={params} />
        <BatchFilter params={params} />
        <WordFilter params={params} name="state" list="evaluation_state" />
        <FilterSelect params={params} name="grade" label={t('evaluation.grade')} options={grades.map((grade) => ({ value: grade.code, label: name(grade) }))} />
        <DepartmentFilter params={params} label={t('field.sponsors')} />
      </FilterBar>
      {chosen && many && <EvaluationsBar action={many.action} chosen={chosen} onDone={() => setChosen(undefined)} onCleared={() => setChosen([])} />}
      <ListBody rows={rows} columns={columns} params={params} view={view} onView={setView} label={t('nav.evaluations')}
        rowSelection={chosen && many && {
          selectedRowKeys: chosen.map(({ id }) => id), onChange: (_, picked) => setChosen(picked), getCheckboxProps: (row) => ({ disabled: !many.from.includes(row.state), 'aria-label': `${row.unit.name} ${row.year}` }),
        }}
        card={(row) => (
          <>
            <Link className="title" to={`/evaluations/${row.id}`}>{row.unit.name}</Link>
            <div className="line"><span className="num">{row.year}</span><StateTag list="evaluation_state" code={row.state} />{row.grade && <b>{name(row.grade)} {row.score}</b>}</div>
            <div className="quiet">{name(row.region)} · {name(row.batch)} · {row.caseNo}</div>
          </>
        )}
        empty={<EmptyRows params={params} hint={t('evaluation.empty')} />} />
      {opening && <OpenEvaluationsDrawer onClose={() => setOpening(false)} />}
    </>
  );
}
