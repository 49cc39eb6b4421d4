import { Badge, Button, Popover } from 'antd';
import BellOutlined from '@ant-design/icons/es/icons/BellOutlined';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { NotificationList } from '../components/notification-list';
import { notificationsQuery } from '../api/notifications';
import { useLiveInbox } from './use-live-inbox';

export function NotificationBell() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const live = useLiveInbox();
  const unread = useQuery({ ...notificationsQuery(true), refetchInterval: live ? false : 60_000 });
  const total = unread.data?.total ?? 0;

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={t('bell.title', { total })}
      content={
        <>
          <div className="bell-list"><NotificationList items={unread.data?.items ?? []} onOpen={() => setOpen(false)} /></div>
          <Link to="/notifications" onClick={() => setOpen(false)} className="bell-all" data-testid="all-notifications">{t('bell.all')}</Link>
        </>
      }
    >
      <Badge count={total} size="small" offset={[-6, 6]}>
        <Button type="text" icon={<BellOutlined />} aria-label={t('bell.title', { total })} data-testid="notifications" />
      </Badge>
    </Popover>
  );
}
