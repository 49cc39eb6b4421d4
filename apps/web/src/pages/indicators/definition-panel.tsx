import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Indicator } from '../../api/model';
import { useName } from '../../api/reference';
import { Facts } from '../../components/facts';

/** 口径: what is counted, who says so, and how it goes over units and over periods. */
export function DefinitionPanel({ indicator }: { indicator: Indicator }) {
  const { t } = useTranslation();
  const name = useName();
  const ratio = indicator.kind === 'ratio';
  return (
    <section className="panel" aria-labelledby="definition">
      <h2 id="definition">{t('indicator.definition')}</h2>
      <p className="said definition" data-testid="definition">{indicator.definition || t('indicator.noDefinition')}</p>
      <Facts items={[
        [t('indicator.definitionSource'), <span key="source" data-name>{indicator.definitionSource || '—'}</span>],
        [t('indicator.overUnits'), t(ratio ? 'indicator.over.weighted' : 'indicator.over.units')],
        [t('indicator.overPeriods'), t(`indicator.over.${indicator.overPeriods}`, { context: ratio ? 'ratio' : undefined })],
        [t('indicator.tasks'), indicator.tasks.length > 0 && <span key="tasks" className="tags" data-name>{indicator.tasks.map((task) => <Link key={task.code} to={`/assignments?task=${task.code}`}>{task.code} {name(task)}（{name(task.lead)}）</Link>)}</span>],
      ]} />
    </section>
  );
}
