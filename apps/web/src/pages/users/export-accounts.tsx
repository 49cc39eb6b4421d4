import { App, Button } from 'antd';
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../components/save-file';
import { exportUsers } from './users.api';

/** Asks for the password again where that was a while ago, which a plain link could not. */
export function ExportAccounts() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const file = useMutation({ mutationFn: exportUsers, onSuccess: (blob) => saveFile(blob, 'accounts.xlsx'), onError: (error) => void message.error(error.message) });
  return <Button icon={<DownloadOutlined />} loading={file.isPending} onClick={() => file.mutate()} data-testid="export-users">{t('people.export')}</Button>;
}
