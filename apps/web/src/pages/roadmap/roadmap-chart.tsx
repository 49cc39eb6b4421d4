import { Button } from 'antd';
import RightOutlined from '@ant-design/icons/es/icons/RightOutlined';
import DownOutlined from '@ant-design/icons/es/icons/DownOutlined';
import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Query, Roadmap } from '../../api/model';
import { useName } from '../../api/reference';
import { lightOrder } from '../../components/light-counts';
import { useFormat } from '../../components/use-format';
import { RoadmapBars } from './roadmap-bars';
import { daysBetween, length, share, timeLine, WIDTH, type Zoom } from './time-line';

interface Props {
  roadmap: Roadmap;
  query: Query;
  zoom: Zoom;
}
/** With which filter of the list a line's assignments are asked for. */
const FILTERS: Record<string, string> = { task: 'task', unit: 'pilotUnit', department: 'department' };

/** Lines over time, each of which opens into its assignments. Drawn in shares of the whole, so that it fits a sheet of paper too. */
export function RoadmapChart({ roadmap: { items, asOf, by, from, to }, query, zoom }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const { day, percent } = useFormat();
  const [open, setOpen] = useState<string[]>([]);
  const box = useRef<HTMLDivElement>(null);
  const [first, last] = [[from ?? asOf, asOf].sort()[0]!, [to ?? asOf, asOf].sort()[1]!];
  const line = useMemo(() => timeLine(first, last, zoom), [first, last, zoom]);
  const width = line.days * WIDTH[zoom];
  useEffect(() => {
    // today in the middle of what is seen
    const { current } = box;
    if (current) current.scrollLeft = daysBetween(line.first, asOf) * WIDTH[zoom] - (current.clientWidth - 360) / 2;
  }, [line, asOf, zoom]);
  // one line alone is asked for to be seen
  const shown = items.length === 1 ? [items[0]!.key] : open;
  return (
    <div ref={box} className="rm-box" tabIndex={0} role="region" aria-label={t('nav.roadmap')}>
      <div className="rm-chart" style={{ '--rm-width': `${width}px`, '--rm-today': share(line, asOf) } as CSSProperties}>
        <div className="rm-row rm-head">
          <div className="rm-label">{t(`roadmap.by.${by}`)}</div>
          <div className="rm-lane">
            {line.ticks.map((tick, i) => (
              <span key={tick.at} className="rm-tick" style={{ left: `${(100 * tick.at) / line.days}%`, width: `${(100 * tick.days) / line.days}%` }}>
                {(i === 0 || tick.label === '01' || tick.label === 'Q1') && <b>{tick.year}</b>} {tick.label}
              </span>
            ))}
            <span className="rm-now" title={day(asOf)}>{t('roadmap.today')}</span>
          </div>
        </div>
        {items.map((group) => {
          const isOpen = shown.includes(group.key);
          const label = name({ name: group.name, nameEn: group.nameEn });
          return (
            <div key={group.key} className="rm-group" data-testid={`line-${group.key}`}>
              <div className="rm-row">
                <div className="rm-label">
                  <Button type="text" size="small" icon={isOpen ? <DownOutlined /> : <RightOutlined />} aria-expanded={isOpen} aria-label={label}
                    onClick={() => setOpen(isOpen ? open.filter((key) => key !== group.key) : [...open, group.key])} data-testid={`unfold-${group.key}`} />
                  <span className="rm-name" title={label} data-name>{label}</span>
                  <span className="rm-lights" aria-hidden>{lightOrder.map((light) => group.byLight[light] > 0 && <span key={light} className={`rm-${light}`} style={{ flex: group.byLight[light] }} title={`${t(`light.${light}`)} ${group.byLight[light]}`} />)}</span>
                  <span className="quiet num">{t('roadmap.sum', { n: group.total, progress: percent(group.progress) })}</span>
                </div>
                <div className="rm-lane">
                  <span className="visually-hidden">{t('roadmap.span', { from: day(group.from), to: day(group.to), progress: percent(group.progress) })} {lightOrder.filter((light) => group.byLight[light] > 0).map((light) => `${t(`light.${light}`)} ${group.byLight[light]}`).join(' ')}</span>
                  <span className="rm-sum" style={{ left: share(line, group.from), width: length(line, group.from, group.to) }}><span className="rm-progress" style={{ width: `${group.progress}%` }} /></span>
                </div>
              </div>
              {isOpen && <RoadmapBars query={query} filter={FILTERS[by]!} lineKey={group.key} line={line} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}
