import { Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Unit } from '../../api/model';
import { useBatches, useName, useWord } from '../../api/reference';
import { StateTag } from '../../components/state-tag';

/** A unit has a few cases at most, so a list says it better than a table. */
export function UnitCaseTable({ cases }: Pick<Unit, 'cases'>) {
  const { t } = useTranslation();
  const word = useWord();
  const name = useName();
  const batches = useBatches().data ?? [];
  if (cases.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('unit.noCases')} />;
  return (
    <div className="row-cards">
      {cases.map((row) => (
        <div key={row.id} className="row-card">
          <div className="line">
            <Link className="title" to={`/cases/${row.id}`}>
              {name(batches.find(({ code }) => code === row.batch))} · {word('pilot_level', row.level)}
            </Link>
            <StateTag list="case_state" code={row.state} />
          </div>
        </div>
      ))}
    </div>
  );
}
