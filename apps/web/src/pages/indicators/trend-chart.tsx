import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { IndicatorFigures } from '../../api/model';
import { useName } from '../../api/reference';
import { usePreferences } from '../../app/preferences';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** A picture of the table below it: the number of each period, 上年同期, and 累计 where the year adds up. Hidden from screen readers. */
export default function TrendChart({ figures }: { figures: IndicatorFigures }) {
  const { t } = useTranslation();
  const name = useName();
  const { dark } = usePreferences();
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const { indicator, lines } = figures;
    const chart = init(box.current!, null, { renderer: 'svg' });
    const colour = (variable: string) => getComputedStyle(document.documentElement).getPropertyValue(`--${variable}`).trim();
    const text = { color: colour('text'), fontFamily: getComputedStyle(document.body).fontFamily };
    const adds = indicator.overPeriods === 'sum' && indicator.kind !== 'ratio';
    const drawn = adds ? { type: 'bar' as const, barMaxWidth: 36 } : { type: 'line' as const, symbolSize: 7, connectNulls: false };
    chart.setOption({
      animation: false, textStyle: text,
      tooltip: { trigger: 'axis', backgroundColor: colour('surface'), borderColor: colour('line'), textStyle: text },
      legend: { top: 0, textStyle: text },
      grid: { left: 4, right: 16, top: 36, bottom: 4, containLabel: true },
      xAxis: { type: 'category', data: lines.map((line) => name(line)), axisLabel: text, axisTick: { show: false } },
      yAxis: { type: 'value', scale: !adds, axisLabel: text, splitLine: { lineStyle: { color: colour('line') } } },
      series: [
        { name: t('indicator.figure'), ...drawn, itemStyle: { color: colour('accent') }, data: lines.map(({ value }) => value) },
        { name: t('indicator.lastYear'), type: 'line', symbolSize: 7, lineStyle: { type: 'dashed' }, itemStyle: { color: colour('chart-yellow') }, data: lines.map(({ lastYear }) => lastYear?.value ?? null) },
        ...(adds ? [{ name: t('indicator.cumulative'), type: 'line', symbolSize: 7, itemStyle: { color: colour('chart-done') }, data: lines.map(({ cumulative }) => cumulative?.value ?? null) }] : []),
      ],
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(box.current!);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [figures, dark, t, name]);

  return <div ref={box} className="trend-chart" aria-hidden data-testid="trend-chart" />;
}
