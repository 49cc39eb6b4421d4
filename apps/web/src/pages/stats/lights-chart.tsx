import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useName } from '../../api/reference';
import { usePreferences } from '../../app/preferences';
import { lightOrder } from '../../components/light-counts';
import type { OverviewLine } from './overview-lines';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** A picture of the matrix below it, which holds the same numbers as a table; so it is hidden from screen readers. */
export default function LightsChart({ lines }: { lines: OverviewLine[] }) {
  const { t } = useTranslation();
  const name = useName();
  const { dark } = usePreferences();
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const chart = init(box.current!, null, { renderer: 'svg' });
    const colour = (variable: string) => getComputedStyle(document.documentElement).getPropertyValue(`--${variable}`).trim();
    const regions = lines.filter(({ region }) => region);
    const text = { color: colour('text'), fontFamily: getComputedStyle(document.body).fontFamily };
    chart.setOption({
      animation: false,
      textStyle: text,
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, backgroundColor: colour('surface'), borderColor: colour('line'), textStyle: text },
      legend: { top: 0, textStyle: text, itemWidth: 14 },
      grid: { left: 4, right: 16, top: 32, bottom: 4, containLabel: true },
      xAxis: { type: 'value', axisLabel: text, splitLine: { lineStyle: { color: colour('line') } } },
      yAxis: { type: 'category', inverse: true, data: regions.map(({ region }) => name(region)), axisLabel: text, axisTick: { show: false } },
      series: lightOrder.map((light) => ({
        name: t(`light.${light}`), type: 'bar', stack: 'lights', barWidth: '62%', itemStyle: { color: colour(`chart-${light}`), borderColor: colour('surface'), borderWidth: 1 },
        data: regions.map((line) => line.byLight[light]),
      })),
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(box.current!);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [lines, dark, t, name]);

  return <div ref={box} className="lights-chart" aria-hidden data-testid="lights-chart" />;
}
