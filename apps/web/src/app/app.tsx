import { App as AntApp, ConfigProvider } from 'antd';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router/dom';
import { antdWords } from '../i18n/antd-words';
import { usePreferences } from './preferences';
import { queryClient } from './query-client';
import { router } from './router';
import { darkTheme, lightTheme } from './theme';

/** Pop-ups live in a landmark of their own, so that screen readers can say where they are. */
const overlays = () => document.getElementById('overlays') ?? document.body;

export function App() {
  const { t } = useTranslation();
  const { dark, language } = usePreferences();
  useEffect(() => {
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }, [dark]);

  return (
    <ConfigProvider theme={dark ? darkTheme : lightTheme} locale={antdWords(language)} getPopupContainer={overlays} button={{ autoInsertSpace: false }}>
      <AntApp>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
        <div id="overlays" role="region" aria-label={t('shell.overlays')} />
      </AntApp>
    </ConfigProvider>
  );
}
