import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Finding } from '../../api/model';
import { useName, useWord } from '../../api/reference';
import { RegionFilter, WordFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { ListBody } from '../../components/list/list-body';
import type { RowColumn } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { FindingCard } from './finding-lines';
import { listFindings } from './inspections.api';

export function FindingsPage() {
  const { t } = useTranslation();
  const word = useWord();
  const name = useName();
  const { time } = useFormat();
  const params = useListParams();
  const [view, setView] = useListView('findings');
  const rows = useRows('findings', { ...params.query, limit: view.size }, listFindings);
  const columns: RowColumn<Finding>[] = [
    { key: 'facts', title: t('field.facts'), width: 380, render: (row) => <span className="clamp">{row.facts}</span> },
    { key: 'severity', title: t('field.severity'), width: 100, render: (row) => word('finding_severity', row.severity) },
    { key: 'nature', title: t('field.nature'), width: 120, render: (row) => word('finding_nature', row.nature) },
    { key: 'unit', title: t('field.unit'), width: 220, render: (row) => <Link to={`/visits/${row.visitId}`}>{row.unit.name}</Link> },
    { key: 'region', title: t('field.region'), width: 100, render: (row) => name(row.region) },
    { key: 'fedBackAt', title: t('field.fedBackAt'), width: 150, render: (row) => time(row.fedBackAt) },
    { key: 'no', title: t('field.no'), width: 140, render: (row) => row.no },
  ];
  return (
    <>
      <PageHead title={t('nav.findings')} />
      <FilterBar params={params} chips={['visit', 'pilotUnit']}>
        <RegionFilter params={params} />
        <WordFilter params={params} name="severity" list="finding_severity" />
        <WordFilter params={params} name="nature" list="finding_nature" />
      </FilterBar>
      <ListBody rows={rows} columns={columns} params={params} view={view} onView={setView} label={t('nav.findings')}
        card={(row) => <><Link className="title" to={`/visits/${row.visitId}`}>{row.unit.name}</Link><FindingCard finding={row} /></>}
        empty={<EmptyRows params={params} hint={t('finding.empty')} />} />
    </>
  );
}
