import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProvincialFigure } from '../../api/model';
import { useFormat } from '../../components/use-format';

interface Measured { unit: string; kind: string }

/** Numbers of indicators in words: as exact as they are stored, percent with its sign, changes with theirs. */
export function useMeasure() {
  const { t, i18n } = useTranslation();
  const { day } = useFormat();
  return useMemo(() => {
    const numbers = new Intl.NumberFormat(i18n.language === 'en' ? 'en-GB' : 'zh-CN', { maximumFractionDigits: 4 });
    const plain = (value: number | null | undefined) => (value == null ? '—' : numbers.format(value));
    const amount = ({ unit, kind }: Measured, value: number | null | undefined) => (value == null ? '—' : kind === 'ratio' ? `${plain(value)}%` : `${plain(value)} ${unit}`);
    return {
      plain,
      /** With its unit. */
      amount,
      /** Beside a number that has its unit already. */
      short: ({ kind }: Pick<Measured, 'kind'>, value: number | null | undefined) => (value == null || kind !== 'ratio' ? plain(value) : `${plain(value)}%`),
      /** 同比: percent, of a ratio percentage points. */
      change: ({ kind }: Pick<Measured, 'kind'>, value: number | null | undefined) =>
        value == null ? '—' : t(kind === 'ratio' ? 'indicator.points' : 'indicator.percent', { value: `${value > 0 ? '+' : ''}${plain(value)}` }),
      /** A figure of the province's statistics. */
      provincial: (measure: Measured, figure: ProvincialFigure) => (figure.moreThan ? t('indicator.moreThan', { value: amount(measure, figure.value) }) : amount(measure, figure.value)),
      asOf: ({ asOf, asOfWords }: ProvincialFigure) => (asOf ? day(asOf) : asOfWords),
    };
  }, [t, i18n.language, day]);
}
