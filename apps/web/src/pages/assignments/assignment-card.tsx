import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AssignmentRow } from '../../api/model';
import { useName } from '../../api/reference';
import { FlagTags } from '../../components/flag-tags';
import { LightTag } from '../../components/light-tag';
import { ProgressPair } from '../../components/progress-pair';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';

export function AssignmentCard({ row }: { row: AssignmentRow }) {
  const { t } = useTranslation();
  const name = useName();
  const { day } = useFormat();
  return (
    <>
      <Link className="title" to={`/assignments/${row.id}`}>{row.task.code} {name(row.task)}</Link>
      <div className="line quiet"><span>{row.unit.name}</span><span>{name(row.region)}</span></div>
      <div className="line"><LightTag light={row.light} /><StateTag list="task_state" code={row.state} /><FlagTags flags={row.flags} /></div>
      <div className="line"><ProgressPair actual={row.progress} planned={row.plannedProgress} /><span className="quiet">{t('field.dueOn')} {day(row.dueOn)}</span></div>
    </>
  );
}
