import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { speak } from '../i18n/i18n';
import { preferences, usePreferences } from './preferences';
import { queryClient } from './query-client';

/** The other language, named in that language. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const other = useToggleLanguage();
  return (
    <Button type="text" onClick={other} data-testid="language-switch">{t('shell.otherLanguage')}</Button>
  );
}

export function useToggleLanguage() {
  const { language } = usePreferences();
  return async () => {
    const next = language === 'zh' ? 'en' : 'zh';
    await speak(next);
    preferences.set({ language: next });
    // Problem texts were written in the old language.
    await queryClient.invalidateQueries();
  };
}
