import { Button } from 'antd';
import DownOutlined from '@ant-design/icons/es/icons/DownOutlined';
import RightOutlined from '@ant-design/icons/es/icons/RightOutlined';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useName } from '../../api/reference';
import type { OverviewLine } from './overview-lines';

interface Props {
  expanded: boolean;
  record: OverviewLine;
  onExpand: (record: OverviewLine, event: MouseEvent<HTMLElement>) => void;
}

/** antd's own is unnamed for screen readers beyond "expand row". */
export function ExpandButton({ expanded, record, onExpand }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const place = record.region ? name(record.region) : t('overview.total');
  return (
    <Button type="text" size="small" icon={expanded ? <DownOutlined /> : <RightOutlined />} aria-expanded={expanded}
      aria-label={t('overview.expand', { place })} onClick={(event) => onExpand(record, event)} data-testid={`expand-${record.code}`} />
  );
}
