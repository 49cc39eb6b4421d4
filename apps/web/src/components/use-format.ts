import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** The province's clock, whatever the device says. */
const timeZone = 'Asia/Shanghai';

/** Dates and numbers per language. Days come as `YYYY-MM-DD` and have no zone; instants are shown in the province's. */
export function useFormat() {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const locale = i18n.language === 'en' ? 'en-GB' : 'zh-CN';
    // 2026-11-24 in Chinese, 24 Nov 2026 in English: both fit a narrow column.
    const dates = i18n.language === 'en' ? 'en-GB' : 'sv-SE';
    const month = i18n.language === 'en' ? 'short' : '2-digit';
    const days = new Intl.DateTimeFormat(dates, { timeZone: 'UTC', year: 'numeric', month, day: '2-digit' });
    const times = new Intl.DateTimeFormat(dates, { timeZone, year: 'numeric', month, day: '2-digit', hour: '2-digit', minute: '2-digit' });
    const numbers = new Intl.NumberFormat(locale);
    return {
      day: (value: string | null | undefined) => (value ? days.format(new Date(`${value.slice(0, 10)}T00:00:00Z`)) : '—'),
      time: (value: string | null | undefined) => (value ? times.format(new Date(value)) : '—'),
      number: (value: number | null | undefined) => (value == null ? '—' : numbers.format(value)),
      /** Takes percent, not a ratio. */
      percent: (value: number | null | undefined) => (value == null ? '—' : `${numbers.format(value)}%`),
    };
  }, [i18n.language]);
}
