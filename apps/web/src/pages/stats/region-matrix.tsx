import { Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useTranslation } from 'react-i18next';
import { useName, useVocabularies, useWord } from '../../api/reference';
import { LightTag } from '../../components/light-tag';
import { lightOrder } from '../../components/light-counts';
import { ExpandButton } from './expand-button';
import { NumberLink } from './number-link';
import type { OverviewLine } from './overview-lines';
import { StateByLight } from './state-by-light';

/** Region × light and region × state; a region opens into state × light. States nobody is in take no column. */
export function RegionMatrix({ lines }: { lines: OverviewLine[] }) {
  const { t } = useTranslation();
  const name = useName();
  const word = useWord();
  const states = (useVocabularies().data?.['task_state'] ?? []).map(({ code }) => code).filter((code) => lines.some((line) => line.byState[code]));
  const cell = (line: OverviewLine, metric: string, value: number, list: string, filters: Record<string, string>, label: string) => (
    <NumberLink value={value} to={line.href(list, filters)} testId={`cell-${line.code}-${metric}`} label={`${line.region ? name(line.region) : t('overview.total')} ${label}`} />
  );
  const columns: ColumnsType<OverviewLine> = [
    { key: 'region', title: t('field.region'), fixed: 'left', width: 110, rowScope: 'row', render: (_, line) => (line.region ? name(line.region) : t('overview.total')) },
    { key: 'units', title: t('overview.units'), align: 'right', render: (_, line) => cell(line, 'units', line.units, '/units', {}, t('overview.units')) },
    { key: 'assignments', title: t('nav.assignments'), align: 'right', render: (_, line) => cell(line, 'assignments', line.assignments, '/assignments', {}, t('nav.assignments')) },
    { key: 'overdue', title: t('overview.overdue'), align: 'right', render: (_, line) => cell(line, 'overdue', line.overdue, '/assignments', { overdue: 'true' }, t('overview.overdue')) },
    ...lightOrder.map((light) => ({
      key: light, title: <LightTag light={light} />, align: 'right' as const,
      render: (_: unknown, line: OverviewLine) => cell(line, light, line.byLight[light], '/assignments', { light }, t(`light.${light}`)),
    })),
    ...states.map((state) => ({
      key: `state-${state}`, title: word('task_state', state), align: 'right' as const,
      render: (_: unknown, line: OverviewLine) => cell(line, `state-${state}`, line.byState[state] ?? 0, '/assignments', { state }, word('task_state', state)),
    })),
  ];
  return <Table<OverviewLine> rowKey="code" size="small" aria-label={t('overview.matrix')} columns={columns} dataSource={lines} pagination={false}
    expandable={{ columnTitle: <span className="visually-hidden">{t('overview.details')}</span>, expandedRowRender: (line) => <StateByLight line={line} />, expandIcon: (row) => <ExpandButton {...row} /> }}
    scroll={{ x: 'max-content' }} rowClassName={(line) => (line.region ? '' : 'total-row')} />;
}
