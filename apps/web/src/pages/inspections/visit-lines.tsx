import { Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { VisitRow } from '../../api/model';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';

/** A case's visits, a few at most. */
export function VisitLines({ visits }: { visits: VisitRow[] }) {
  const { t } = useTranslation();
  if (visits.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('visit.none')} />;
  return <div className="row-cards">{visits.map((visit) => <div key={visit.id} className="row-card"><VisitCard visit={visit} byInspection /></div>)}</div>;
}

export function VisitCard({ visit, byInspection }: { visit: VisitRow; byInspection?: boolean }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  return (
    <>
      <Link className="title" to={`/visits/${visit.id}`}>{byInspection ? visit.inspection.name : visit.unit.name}</Link>
      <div className="line">
        <StateTag list="visit_state" code={visit.state} />
        <span>{t('field.visitOn')} {day(visit.visitOn)}</span>
        <span className="quiet">{t('visit.findingCount', { n: visit.findings })}</span>
        {visit.score != null && <span className="quiet">{t('field.score')} {visit.score}</span>}
      </div>
      {!byInspection && <div className="quiet">{visit.inspection.name}</div>}
    </>
  );
}
