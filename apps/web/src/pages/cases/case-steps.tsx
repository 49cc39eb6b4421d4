import { Alert, Grid, Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseStep } from '../../api/model';
import { useWord } from '../../api/reference';
import { useFormat } from '../../components/use-format';

/** The road a case normally takes. A case that left it (suspended, withdrawn, rejected) is told in words. */
const road = ['applied', 'city_review', 'province_review', 'designated', 'plan_review', 'implementing', 'evaluating', 'passed', 'model'];
/** States that happen within a step of the road. */
const within: Record<string, string> = { draft: 'applied', publicity: 'province_review' };

/** Each step says who took it and when, if it was taken here. */
export function CaseSteps({ state, steps }: { state: string; steps: CaseStep[] }) {
  const { t } = useTranslation();
  const word = useWord();
  const { time } = useFormat();
  const wide = Grid.useBreakpoint().lg ?? true;
  const current = road.indexOf(within[state] ?? state);
  if (current < 0) return <Alert type="warning" showIcon title={t('case.offRoad', { state: word('case_state', state) })} />;
  // On a phone only the neighbours of the present step: nine in a column would fill the screen.
  const first = wide ? 0 : Math.max(0, current - 1);
  const shown = wide ? road : road.slice(first, current + 2);
  return (
    <Steps
      size="small"
      initial={first}
      current={current}
      orientation={wide ? 'horizontal' : 'vertical'}
      titlePlacement={wide ? 'vertical' : 'horizontal'}
      aria-label={t('field.state')}
      items={shown.map((code, index) => {
        const here = first + index === current ? state : code;
        const taken = first + index <= current ? steps.filter(({ from, to }) => to === here && from !== to).at(-1) : undefined;
        return { title: word('case_state', here), content: taken && <>{taken.by.name}<br />{time(taken.at)}</> };
      })}
    />
  );
}
