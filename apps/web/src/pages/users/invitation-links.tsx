import { Alert, Button } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../components/problem-alert';
import { saveFile } from '../../components/save-file';
import { fetchLinks } from './users.api';

/** After a ledger of accounts was taken in: the links of those it made, made anew by every fetch. */
export function InvitationLinks({ importId }: { importId: string }) {
  const { t } = useTranslation();
  const links = useMutation({ mutationFn: () => fetchLinks(importId), onSuccess: (blob) => saveFile(blob, 'invitations.xlsx') });
  return (
    <>
      <Alert type="info" showIcon className="problem" title={t('people.linksHint')}
        action={<Button loading={links.isPending} onClick={() => links.mutate()} data-testid="fetch-links">{t('people.links')}</Button>} />
      <ProblemAlert error={links.error} />
    </>
  );
}
