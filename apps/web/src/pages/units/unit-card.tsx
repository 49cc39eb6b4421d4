import { Link } from 'react-router';
import type { UnitRow } from '../../api/model';
import { useName, useWord } from '../../api/reference';
import { UnitCases } from './use-unit-columns';

export function UnitCard({ row }: { row: UnitRow }) {
  const word = useWord();
  const name = useName();
  return (
    <>
      <Link className="title" to={`/units/${row.id}`}>{row.name}</Link>
      <div className="line quiet">
        <span>{name(row.region)}</span>
        <span>{word('ownership', row.ownership)}</span>
        <span>{word('size', row.size)}</span>
      </div>
      <div><UnitCases row={row} /></div>
    </>
  );
}
