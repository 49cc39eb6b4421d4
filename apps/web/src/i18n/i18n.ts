import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import dayjs from 'dayjs';
import { setApiLanguage } from '../api/client';
import { loadAntdWords } from './antd-words';

export type Language = 'zh' | 'en';

/** Only the language in use is loaded; the other comes with the click on the switch. */
const catalogues = {
  zh: async () => {
    await import('dayjs/locale/zh-cn');
    return (await import('./zh.json')).default;
  },
  en: async () => (await import('./en.json')).default,
};

export async function startI18n(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({ lng: language, fallbackLng: false, interpolation: { escapeValue: false }, resources: {} });
  await speak(language);
}

export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await catalogues[language]());
  }
  await loadAntdWords(language);
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  setApiLanguage(language === 'zh' ? 'zh-CN' : 'en');
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  await i18next.changeLanguage(language);
}


