import { useTranslation } from 'react-i18next';
import type { Saving } from './use-autosave';

/** Whether what was typed is kept. */
export function SavingNote({ state }: { state: Saving }) {
  const { t } = useTranslation();
  return <span className="quiet" role="status" data-testid="saving" data-saving={state}>{t(`saving.${state}`)}</span>;
}
