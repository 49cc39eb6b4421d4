import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assignment } from '../../api/model';
import { useFormat } from '../../components/use-format';
import { MilestoneDrawer } from './milestone-drawer';

/** The plan that planned progress follows; nothing where it is linear and the reader cannot change that. */
export function MilestonePanel({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const [open, setOpen] = useState(false);
  const may = assignment.abilities.includes('plan_milestones');
  if (!may && assignment.milestones.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="milestones">
      <div className="panel-head">
        <h2 id="milestones">{t('milestone.title')}</h2>
        {may && <Button size="small" onClick={() => setOpen(true)} data-testid="plan-milestones">{t('milestone.edit')}</Button>}
      </div>
      {assignment.milestones.length === 0 ? <p className="quiet">{t('milestone.linear')}</p> : (
        <ol className="plain-list">
          {assignment.milestones.map((one) => (
            <li key={one.id}>{day(one.dueOn)} <strong>{one.title}</strong> <span className="num">{one.plannedProgress}%</span> <Tag variant="outlined">{t(one.reached ? 'milestone.reached' : 'milestone.ahead')}</Tag></li>
          ))}
        </ol>
      )}
      {open && <MilestoneDrawer assignment={assignment} onClose={() => setOpen(false)} />}
    </section>
  );
}
