import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator, IndicatorTarget } from '../../api/model';
import { useName } from '../../api/reference';
import { TargetDrawer } from './target-drawer';
import { useMeasure } from './use-measure';

/** What is to be reached, year by year, each with who says so. */
export function TargetPanel({ indicator }: { indicator: Indicator }) {
  const { t } = useTranslation();
  const name = useName();
  const { amount } = useMeasure();
  const [editing, setEditing] = useState<IndicatorTarget | 'new'>();
  const keeps = indicator.abilities.includes('keep');
  return (
    <section className="panel" aria-labelledby="targets">
      <div className="panel-head">
        <h2 id="targets">{t('indicator.targets')}</h2>
        {keeps && <Button size="small" onClick={() => setEditing('new')} data-testid="add-target">{t('indicator.addTarget')}</Button>}
      </div>
      {indicator.targets.length === 0 ? <p className="quiet">{t('indicator.noTargets')}</p> : (
        <ul className="plain-list fact-lines">
          {indicator.targets.map((target) => (
            <li key={target.id} data-testid={`target-${target.year}-${target.region.code}`}>
              <span className="num">{target.year}</span><span>{name(target.region)}</span>
              <strong className="num">{target.value === null ? t('indicator.takenBack') : amount(indicator, target.value)}</strong><span className="quiet" data-name>{target.source}</span>
              {keeps && <Button size="small" onClick={() => setEditing(target)} data-testid={`edit-target-${target.year}-${target.region.code}`}>{t('indicator.edit')}</Button>}
            </li>
          ))}
        </ul>
      )}
      {editing && <TargetDrawer indicator={indicator} target={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </section>
  );
}
