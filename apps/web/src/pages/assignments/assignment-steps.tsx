import { Grid, Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Assignment } from '../../api/model';
import { useWord } from '../../api/reference';
import { useFormat } from '../../components/use-format';

/** The usual road of a task; `returned` is work again, so it stands where `in_progress` stands. */
const road = ['pending_issue', 'issued', 'in_progress', 'feedback_submitted', 'completed', 'archived'];
const standsAt: Record<string, string> = { draft: 'pending_issue', returned: 'in_progress', suspended: 'in_progress', cancelled: 'issued' };

/** Each step says who took it and when, if it was taken. */
export function AssignmentSteps({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const word = useWord();
  const { time } = useFormat();
  const wide = Grid.useBreakpoint().lg ?? true;
  const { state, steps } = assignment;
  const current = road.indexOf(standsAt[state] ?? state);

  return (
    <Steps
      size="small"
      aria-label={t('field.state')}
      orientation={wide ? 'horizontal' : 'vertical'}
      titlePlacement={wide ? 'vertical' : 'horizontal'}
      current={current}
      status={['returned', 'suspended', 'cancelled'].includes(state) ? 'error' : undefined}
      items={road.map((code, index) => {
        const shown = index === current ? state : code;
        const taken = index <= current ? [...steps].sort((a, b) => a.at.localeCompare(b.at)).filter(({ from, to }) => to === shown && from !== to).at(-1) : undefined;
        return { title: word('task_state', shown), content: taken && <>{taken.by.name}<br />{time(taken.at)}</> };
      })}
    />
  );
}
