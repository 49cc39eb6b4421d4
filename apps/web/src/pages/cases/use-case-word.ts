import { useTranslation } from 'react-i18next';
import { useActionWord } from '../../api/reference';

/** The machine's own words for its actions; `open` is what stands before it. */
export function useCaseWord() {
  const { t } = useTranslation();
  const word = useActionWord('pilot-case');
  return (action: string): string => word(action, t(`caseAct.${action}`, { defaultValue: action }));
}
