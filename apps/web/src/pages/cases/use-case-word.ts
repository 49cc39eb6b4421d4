import { useTranslation } from 'react-i18next';
import { useWorkflow } from '../../api/reference';

/** The machine's own words for its actions; `open` is what stands before it. */
export function useActionWord() {
  const { t, i18n } = useTranslation();
  const workflow = useWorkflow('pilot-case').data;
  return (action: string): string => {
    const found = workflow?.transitions.find((row) => row.action === action);
    return (i18n.language === 'en' ? found?.en : found?.zh) ?? t(`caseAct.${action}`, { defaultValue: action });
  };
}
