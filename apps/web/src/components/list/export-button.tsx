import { Button } from 'antd';
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

interface Props {
  path: string;
  /** The filters that the export has too, where it is of something else than the list; all of them unless said. */
  only?: string[];
  label?: string;
}

/** What the list shows, filtered alike, as a workbook that can be brought in again. */
export function ExportButton({ path, only, label }: Props) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const filters = new URLSearchParams([...search].filter(([name]) => !['sort', 'cursor'].includes(name) && (!only || only.includes(name))));
  return <Button icon={<DownloadOutlined />} href={`/api/v1/${path}/export?${filters}`} download data-testid="export">{label ?? t('ledger.export')}</Button>;
}
