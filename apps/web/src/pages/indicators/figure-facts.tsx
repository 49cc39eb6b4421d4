import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { IndicatorFigures } from '../../api/model';
import { useName } from '../../api/reference';
import { useFormat } from '../../components/use-format';
import { useMeasure } from './use-measure';

/** One number with all that it says of itself: as of when, how many reports stand behind it, 累计, 上年同期, 同比, target. */
export function FigureFacts({ figures: { indicator, total, periods, by, asOf }, rows }: { figures: IndicatorFigures; rows: string }) {
  const { t } = useTranslation();
  const name = useName();
  const { day, number, percent, time } = useFormat();
  const { plain, amount, short, change } = useMeasure();
  const behind = periods.filter(({ id }) => total.periods.includes(id));
  const when = behind.length > 1 ? t('indicator.span', { from: name(behind[0]), to: name(behind.at(-1)) }) : name(behind[0] ?? periods.at(-1));
  return (
    <>
      <dl className="figure-grid" data-by={by}>
        <div className="main"><dt>{when}</dt><dd className="num" data-testid="figure-total">{amount(indicator, total.value)}</dd></div>
        {indicator.kind === 'ratio' && <div><dt data-name>{indicator.numerator} ÷ {indicator.denominator}</dt><dd className="num">{plain(total.numerator)} ÷ {plain(total.denominator)}</dd></div>}
        <div><dt>{t('indicator.behind')}</dt><dd className="num"><Link to={rows} data-testid="figure-rows">{t('indicator.ofExpected', { n: number(total.n), expected: number(total.expected) })}</Link></dd></div>
        <div><dt>{t('indicator.lastYear')}</dt><dd className="num">{short(indicator, total.lastYear?.value)}</dd></div>
        <div><dt>{t('indicator.change')}</dt><dd className="num">{change(indicator, total.change)}</dd></div>
        {total.cumulative && <div><dt>{t('indicator.cumulative')}</dt><dd className="num">{short(indicator, total.cumulative.value)}</dd></div>}
        {total.target !== null && <div><dt>{t('indicator.target')}</dt><dd className="num">{short(indicator, total.target)}{total.attainment !== null && <span className="quiet"> · {t('indicator.attained', { value: percent(total.attainment) })}</span>}</dd></div>}
      </dl>
      <p className="quiet">{t('indicator.asOf')} {day(total.asOf)} · {t('indicator.from')} {t('indicator.source')} · {t('overview.asOf', { time: time(asOf) })}</p>
    </>
  );
}
