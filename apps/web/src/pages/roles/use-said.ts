import { useTranslation } from 'react-i18next';
import type { RoleMatrix } from '../../api/model';

/** What a role or a permission of the matrix is called in the reader's language. */
export function useSaid(matrix: RoleMatrix) {
  const english = useTranslation().i18n.language === 'en';
  const said = (one: { zh: string; en: string }) => (english ? one.en : one.zh);
  return { said, label: (code: string) => said(matrix.permissions.find((one) => one.code === code) ?? { zh: code, en: code }) };
}
