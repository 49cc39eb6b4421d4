import type { Locale } from 'antd/es/locale';

const load = {
  zh: async () => (await import('antd/es/locale/zh_CN')).default,
  en: async () => (await import('antd/es/locale/en_US')).default,
};
const loaded: Partial<Record<keyof typeof load, Locale>> = {};

/**
 * antd's own words, loaded before the first render: were they to arrive later, antd would mount the whole
 * tree again, and whatever somebody had begun to type would be gone.
 */
export async function loadAntdWords(language: keyof typeof load): Promise<void> {
  loaded[language] ??= named(await load[language]());
}

export const antdWords = (language: keyof typeof load) => loaded[language];

/** The calendar's year and month buttons are named by what they show; antd's own label would hide that. */
function named(locale: Locale): Locale {
  const picker = locale.DatePicker!;
  return { ...locale, DatePicker: { ...picker, lang: { ...picker.lang, yearSelect: '', monthSelect: '' } } };
}
