import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { UnitRow } from '../../api/model';
import { useBatches, useName, useWord } from '../../api/reference';
import type { RowColumn } from '../../components/list/rows-table';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';

export function useUnitColumns(): RowColumn<UnitRow>[] {
  const { t } = useTranslation();
  const word = useWord();
  const name = useName();
  const { number } = useFormat();
  return [
    { key: 'name', title: t('field.unit'), width: 260, sort: 'name', render: (row) => <Link to={`/units/${row.id}`}>{row.name}</Link> },
    { key: 'region', title: t('field.region'), width: 120, render: (row) => name(row.region) },
    { key: 'unitKind', title: t('field.unitKind'), width: 120, render: (row) => word('unit_kind', row.unitKind) },
    { key: 'ownership', title: t('field.ownership'), width: 120, render: (row) => word('ownership', row.ownership) },
    { key: 'size', title: t('field.size'), width: 70, render: (row) => word('size', row.size) },
    { key: 'track', title: t('field.track'), width: 160, render: (row) => word('sector_track', row.sectorTrack) },
    { key: 'employees', title: t('field.employees'), width: 100, sort: 'employees', align: 'right', render: (row) => <span className="num">{number(row.employees)}</span> },
    { key: 'cases', title: t('field.cases'), width: 250, render: (row) => <UnitCases row={row} /> },
    { key: 'uscc', title: t('field.uscc'), width: 180, render: (row) => <span className="num">{row.uscc ?? '—'}</span> },
  ];
}

export function UnitCases({ row }: { row: UnitRow }) {
  const word = useWord();
  const name = useName();
  const batches = useBatches().data ?? [];
  if (row.cases.length === 0) return <>—</>;
  return (
    <>
      {row.cases.map((entry) => (
        <div key={entry.id}>
          <Link to={`/cases/${entry.id}`}>{name(batches.find(({ code }) => code === entry.batch)) } · {word('pilot_level', entry.level)}</Link>{' '}
          <StateTag list="case_state" code={entry.state} />
        </div>
      ))}
    </>
  );
}
