import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useName } from '../../api/reference';
import { RegionTileMap } from '../../components/region-tile-map';
import { useFormat } from '../../components/use-format';
import type { OverviewLine } from './overview-lines';

const metrics = ['red', 'overdue', 'rate', 'units'] as const;
type Metric = (typeof metrics)[number];

const valueOf: Record<Metric, (line: OverviewLine) => number> = {
  red: (line) => line.byLight.red,
  overdue: (line) => line.overdue,
  rate: (line) => line.report.rate ?? 0,
  units: (line) => line.units,
};
const hrefOf: Record<Metric, (line: OverviewLine) => string> = {
  red: (line) => line.href('/assignments', { light: 'red' }),
  overdue: (line) => line.href('/assignments', { overdue: 'true' }),
  rate: (line) => line.href('/reports', { status: 'submitted' }),
  units: (line) => line.href('/units'),
};

export function OverviewMap({ lines }: { lines: OverviewLine[] }) {
  const { t } = useTranslation();
  const name = useName();
  const { number, percent } = useFormat();
  const [metric, setMetric] = useState<Metric>('red');
  const regions = lines.filter(({ region }) => region);
  const most = Math.max(1e-9, ...regions.map(valueOf[metric]));

  return (
    <section className="panel" aria-labelledby="map">
      <h2 id="map">{t('overview.map')}</h2>
      <Segmented block value={metric} onChange={setMetric} aria-label={t('overview.metric')} className="metric-switch"
        options={metrics.map((value) => ({ value, label: t(`overview.${value}`) }))} />
      <RegionTileMap
        label={t(`overview.${metric}`)}
        tiles={regions.map((line) => ({
          code: line.code,
          name: name(line.region),
          text: metric === 'rate' ? percent(line.report.rate) : number(valueOf[metric](line)),
          strength: valueOf[metric](line) / most,
          href: hrefOf[metric](line),
        }))}
      />
    </section>
  );
}
