import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../api/model';
import { useName } from '../../api/reference';
import { useFormat } from '../../components/use-format';

/** Who of the sponsoring departments has confirmed the plan, and which of its tasks are theirs. */
export function PlanSponsors({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const name = useName();
  const { time } = useFormat();
  if (plan.state === 'draft' || plan.sponsors.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="plan-sponsors">
      <h2 id="plan-sponsors">{t('field.sponsors')}</h2>
      <ul className="plain-list sponsor-list">
        {plan.sponsors.map(({ department, taskCodes, confirmedAt, opinion }) => (
          <li key={department.id} data-testid={`sponsor-${department.code}`}>
            <strong>{name(department)}</strong> <Tag variant="outlined">{confirmedAt ? t('plan.confirmed') : t('plan.unconfirmed')}</Tag>
            <span className="quiet">{confirmedAt && time(confirmedAt)} {taskCodes.length > 0 && t('plan.itsTasks', { tasks: taskCodes.join(t('common.comma')) })}</span>
            {opinion && <p className="said">{opinion}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
