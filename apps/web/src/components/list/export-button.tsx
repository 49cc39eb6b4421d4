import { Button } from 'antd';
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

/** What the list shows, filtered alike, as a workbook that can be brought in again. */
export function ExportButton({ path }: { path: string }) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const filters = new URLSearchParams([...search].filter(([name]) => !['sort', 'cursor'].includes(name)));
  return <Button icon={<DownloadOutlined />} href={`/api/v1/${path}/export?${filters}`} download data-testid="export">{t('ledger.export')}</Button>;
}
