import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator, ProvincialFigure } from '../../api/model';
import { ProvincialDrawer } from './provincial-drawer';
import { useMeasure } from './use-measure';

/** What the province's statistics say, beside what the pilot units report: with as-of and source, and never added to it. */
export function ProvincialPanel({ indicator }: { indicator: Indicator }) {
  const { t } = useTranslation();
  const { provincial, plain, asOf } = useMeasure();
  const [editing, setEditing] = useState<ProvincialFigure | 'new'>();
  const keeps = indicator.abilities.includes('keep');
  return (
    <section className="panel" aria-labelledby="provincial">
      <div className="panel-head">
        <h2 id="provincial">{t('indicator.provincial')}</h2>
        {keeps && <Button size="small" onClick={() => setEditing('new')} data-testid="add-figure">{t('indicator.addFigure')}</Button>}
      </div>
      <p className="quiet">{t('indicator.provincialHint')}</p>
      {indicator.provincial.length === 0 ? <p className="quiet">{t('indicator.noProvincial')}</p> : (
        <ul className="plain-list fact-lines">
          {indicator.provincial.map((figure) => (
            <li key={figure.id}>
              <strong className="num">{provincial(indicator, figure)}</strong>
              {figure.numerator !== null && <span className="num">{plain(figure.numerator)} ÷ {plain(figure.denominator)}</span>}
              <span>{t('indicator.asOf')} <span data-name>{asOf(figure)}</span></span><span className="quiet" data-name>{figure.source}{figure.note && ` · ${figure.note}`}</span>
              {keeps && <Button size="small" onClick={() => setEditing(figure)} data-testid={`mend-figure-${figure.id}`}>{t('indicator.edit')}</Button>}
            </li>
          ))}
        </ul>
      )}
      {editing && <ProvincialDrawer indicator={indicator} figure={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </section>
  );
}
