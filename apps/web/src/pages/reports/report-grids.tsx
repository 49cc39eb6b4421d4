import { useTranslation } from 'react-i18next';
import type { Report, ReportEntry, ReportIndicator, ReportNumbers } from '../../api/model';
import { useName } from '../../api/reference';
import { LightTag } from '../../components/light-tag';
import { useFormat } from '../../components/use-format';
import { SheetGrid } from './sheet-grid';
import type { SheetColumn, SheetRow } from './sheet';

const sections = ['features', 'problems', 'coordination', 'nextSteps'];

/** The case's tasks: what was done in the period, beside what the last report said and what was logged since. */
export function EntryGrid({ report }: { report: Report }) {
  const { t } = useTranslation();
  const name = useName();
  const columns: SheetColumn[] = [
    { key: 'progress', title: t('report.field.progress'), width: 8, number: true },
    { key: 'done', title: t('report.field.done'), width: 30 },
    { key: 'problems', title: t('report.field.problems'), width: 20 },
    { key: 'nextSteps', title: t('report.field.nextSteps'), width: 20 },
    { key: 'explanation', title: t('report.field.explanation'), width: 14 },
  ];
  const rows = report.entries.map((entry): SheetRow => ({
    key: entry.assignmentId,
    name: `${entry.task.code} ${name(entry.task)}`,
    head: <EntryHead entry={entry} title={`${entry.task.code} ${name(entry.task)}`} />,
    slots: columns.map(({ key }) => ({ cell: `entries/${entry.assignmentId}/${key}`, prefilled: entry.prefilled && key !== 'explanation' })),
  }));
  if (rows.length === 0) return <p className="quiet">{t('report.noEntries')}</p>;
  return <SheetGrid label={t('report.entries')} headTitle={t('field.task')} headWidth={20} columns={columns} rows={rows} testId="entry-grid" />;
}

function EntryHead({ entry, title }: { entry: ReportEntry; title: string }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  return (
    <>
      <div>{title}</div>
      <div className="quiet sheet-note"><LightTag light={entry.light as 'green'} /> {day(entry.dueOn)}</div>
      {entry.previous && <div className="quiet sheet-note">{t('report.wasProgress', { progress: entry.previous.progress })}</div>}
      {entry.updates.length > 0 && (
        <details className="sheet-note no-print"><summary>{t('report.logged', { count: entry.updates.length })}</summary>
          <ul className="plain-list">{entry.updates.map((update) => <li key={update.id} data-name>{day(update.occurredOn)} {update.progress}% {update.done}</li>)}</ul>
        </details>
      )}
    </>
  );
}

/** Indicators beside last period and the same period last year. A ratio is its two numbers. */
export function IndicatorGrid({ report }: { report: Report }) {
  const { t } = useTranslation();
  const name = useName();
  const all: SheetColumn[] = [
    { key: 'value', title: t('report.field.value'), width: 12, number: true },
    { key: 'numerator', title: t('report.field.numerator'), width: 10, number: true },
    { key: 'denominator', title: t('report.field.denominator'), width: 10, number: true },
    { key: 'cumulative', title: t('report.field.cumulative'), width: 10, number: true },
    { key: 'lastPeriod', title: t('report.field.lastPeriod'), width: 11, number: true },
    { key: 'lastYear', title: t('report.field.lastYear'), width: 11, number: true },
    { key: 'change', title: t('report.field.change'), width: 10, number: true },
    { key: 'explanation', title: t('report.field.explanation'), width: 20 },
  ];
  // without a ratio nobody needs its two columns
  const ratios = report.indicators.some(({ kind }) => kind === 'ratio');
  const rows = report.indicators.map((one): SheetRow => {
    const at = (field: string) => ({ cell: `indicators/${one.code}/${field}`, prefilled: one.prefilled && field === 'value' && one.value !== null });
    const ratio = one.kind === 'ratio';
    return {
      key: one.code,
      name: name(one),
      head: <><div>{name(one)}</div><div className="quiet sheet-note">{t(`report.kindOf.${one.kind}`)} · <span data-name>{one.unit}</span></div>{one.definition && <details className="sheet-note"><summary>{t('report.definition')}</summary><span data-name>{one.definition}</span></details>}{ratio && <div className="quiet sheet-note" data-name>{one.numeratorName} / {one.denominatorName}</div>}</>,
      slots: [
        ratio ? { show: <Ratio of={one} /> } : at('value'), ...(ratios ? [ratio ? at('numerator') : { show: '' }, ratio ? at('denominator') : { show: '' }] : []),
        { show: <Cumulative of={one} /> }, { show: <Numbers of={one.lastPeriod} kind={one.kind} /> }, { show: <Numbers of={one.lastYear} kind={one.kind} /> }, { show: <Change of={one} /> }, at('explanation'),
      ],
    };
  });
  if (rows.length === 0) return <p className="quiet">{t('report.noIndicators')}</p>;
  return <SheetGrid label={t('report.indicators')} headTitle={t('report.indicator')} headWidth={20} columns={all.filter(({ key }) => ratios || (key !== 'numerator' && key !== 'denominator'))} rows={rows} testId="indicator-grid" />;
}

function Ratio({ of }: { of: ReportIndicator }) {
  const { percent } = useFormat();
  return <>{percent(of.ratio)}</>;
}

/** This year so far: only what flows is summed. */
function Cumulative({ of: { earlierInYear, value } }: { of: ReportIndicator }) {
  const { number } = useFormat();
  return <>{earlierInYear === null || value === null ? '—' : number(Number(earlierInYear) + Number(value))}</>;
}

function Numbers({ of, kind }: { of: ReportNumbers | null; kind: string }) {
  const { number } = useFormat();
  if (!of) return <>—</>;
  if (kind === 'ratio') return <>{of.numerator === null ? '—' : `${number(Number(of.numerator))} / ${number(Number(of.denominator))}`}</>;
  return <>{of.value === null ? '—' : number(Number(of.value))}</>;
}

function Change({ of: { changeOnYear, kind } }: { of: ReportIndicator }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (changeOnYear === null) return <>—</>;
  const signed = `${changeOnYear > 0 ? '+' : ''}${number(changeOnYear)}`;
  return <>{kind === 'ratio' ? t('report.points', { n: signed }) : `${signed}%`}</>;
}

/** 特色做法, 问题, 需协调事项, 下一步. */
export function SectionGrid({ report: _ }: { report: Report }) {
  const { t } = useTranslation();
  const columns: SheetColumn[] = [{ key: 'text', title: t('report.field.text'), width: 80 }];
  const rows = sections.map((section): SheetRow => ({ key: section, name: t(`report.section.${section}`), head: t(`report.section.${section}`), slots: [{ cell: `sections/${section}` }] }));
  return <SheetGrid label={t('report.sections')} headTitle={t('report.sectionTitle')} headWidth={20} columns={columns} rows={rows} testId="section-grid" />;
}
