import { App as AntApp, ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router/dom';
import { usePreferences } from './preferences';
import { queryClient } from './query-client';
import { router } from './router';
import { darkTheme, lightTheme } from './theme';

const antdWords = {
  zh: async () => named((await import('antd/es/locale/zh_CN')).default),
  en: async () => named((await import('antd/es/locale/en_US')).default),
};

/** The calendar's year and month buttons are named by what they show; antd's own label would hide that. */
function named(locale: Locale): Locale {
  const picker = locale.DatePicker!;
  return { ...locale, DatePicker: { ...picker, lang: { ...picker.lang, yearSelect: '', monthSelect: '' } } };
}

/** Pop-ups live in a landmark of their own, so that screen readers can say where they are. */
const overlays = () => document.getElementById('overlays') ?? document.body;

export function App() {
  const { t } = useTranslation();
  const { dark, language } = usePreferences();
  const [locale, setLocale] = useState<Locale>();

  useEffect(() => {
    void antdWords[language]().then(setLocale);
  }, [language]);

  useEffect(() => {
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }, [dark]);

  return (
    <ConfigProvider theme={dark ? darkTheme : lightTheme} locale={locale} getPopupContainer={overlays} button={{ autoInsertSpace: false }}>
      <AntApp>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
        <div id="overlays" role="region" aria-label={t('shell.overlays')} />
      </AntApp>
    </ConfigProvider>
  );
}
