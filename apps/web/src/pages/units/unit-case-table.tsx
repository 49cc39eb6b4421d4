import { Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { UnitCase } from '../../api/model';
import { useName, useWord } from '../../api/reference';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';

/** A unit has a few cases at most, so a list says it better than a table. */
export function UnitCaseTable({ cases }: { cases: UnitCase[] }) {
  const { t } = useTranslation();
  const word = useWord();
  const name = useName();
  const { day } = useFormat();
  if (cases.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('unit.noCases')} />;
  return (
    <div className="row-cards">
      {cases.map((row) => (
        <div key={row.id} className="row-card">
          <div className="line">
            <Link className="title" to={`/cases/${row.id}`}>{name(row.batch)} · {word('pilot_level', row.level)}</Link>
            <StateTag list="case_state" code={row.state} />
          </div>
          <div className="line quiet">
            <span>{t('field.caseNo')} {row.caseNo}</span>
            <span>{t('field.docNo')} {row.docNo ?? '—'}</span>
            <span>{t('field.designatedOn')} {day(row.designatedOn)}</span>
          </div>
        </div>
      ))}
    </div>
  );
}
