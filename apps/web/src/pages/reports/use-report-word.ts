import { useTranslation } from 'react-i18next';
import { useWorkflow } from '../../api/reference';

/** The word of an action, as its workflow has it. */
export function useReportWord() {
  const { i18n } = useTranslation();
  const workflow = useWorkflow('progress-report').data;
  return (action: string): string => {
    const row = workflow?.transitions.find((transition) => transition.action === action);
    return (i18n.language === 'en' ? row?.en : row?.zh) ?? action;
  };
}
