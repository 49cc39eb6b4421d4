import { Badge, Button, Popover } from 'antd';
import BellOutlined from '@ant-design/icons/es/icons/BellOutlined';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotificationList } from '../components/notification-list';
import { notificationsQuery } from '../api/notifications';

export function NotificationBell() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const unread = useQuery({ ...notificationsQuery(true), refetchInterval: 60_000 });
  const total = unread.data?.total ?? 0;

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={t('bell.title', { total })}
      content={<div className="bell-list"><NotificationList items={unread.data?.items ?? []} onOpen={() => setOpen(false)} /></div>}
    >
      <Badge count={total} size="small" offset={[-6, 6]}>
        <Button type="text" icon={<BellOutlined />} aria-label={t('bell.title', { total })} data-testid="notifications" />
      </Badge>
    </Popover>
  );
}
