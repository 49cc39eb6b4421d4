import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InspectionRow } from '../../api/model';
import { useWord } from '../../api/reference';
import { EmptyRows } from '../../components/list/empty-rows';
import { ListBody } from '../../components/list/list-body';
import type { RowColumn } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';
import { listInspections } from './inspections.api';

export function InspectionsPage() {
  const { t } = useTranslation();
  const word = useWord();
  const { day } = useFormat();
  const params = useListParams();
  const [view, setView] = useListView('inspections');
  const rows = useRows('inspections', { ...params.query, limit: view.size }, listInspections);
  const link = (row: InspectionRow) => <Link to={`/visits?inspection=${row.id}`} className="title">{row.name}</Link>;
  const filed = (row: InspectionRow) => <span className="num">{row.filed} / {row.visits}</span>;
  const range = (row: InspectionRow) => `${day(row.windowFrom)} – ${day(row.windowTo)}`;
  const columns: RowColumn<InspectionRow>[] = [
    { key: 'name', title: t('field.inspection'), width: 300, render: link },
    { key: 'type', title: t('field.inspectionType'), width: 110, render: (row) => word('inspection_type', row.type) },
    { key: 'theme', title: t('field.theme'), width: 220, render: (row) => row.theme ?? '—' },
    { key: 'window', title: t('field.window'), width: 240, render: range },
    { key: 'state', title: t('field.state'), width: 110, render: (row) => <StateTag list="inspection_state" code={row.state} /> },
    { key: 'filed', title: t('field.filed'), width: 110, align: 'right', render: filed },
  ];
  const card = (row: InspectionRow) => (
    <>
      {link(row)}
      <div className="line quiet"><span>{word('inspection_type', row.type)}</span><span>{range(row)}</span></div>
      <div className="line"><StateTag list="inspection_state" code={row.state} />{t('field.filed')} {filed(row)}</div>
    </>
  );
  return (
    <>
      <PageHead title={t('nav.inspections')} />
      <ListBody rows={rows} columns={columns} card={card} params={params} view={view} onView={setView} label={t('nav.inspections')}
        empty={<EmptyRows params={params} hint={t('inspection.empty')} />} />
    </>
  );
}
