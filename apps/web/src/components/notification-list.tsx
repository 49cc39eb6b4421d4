import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Notification } from '../api/model';
import { useReadNotification } from '../api/notifications';
import { useFormat } from './use-format';

interface Props {
  items: Notification[];
  onOpen?: () => void;
}

export function NotificationList({ items, onOpen }: Props) {
  const { t, i18n } = useTranslation();
  const { time } = useFormat();
  const read = useReadNotification();
  if (items.length === 0) return <p className="quiet">{t('bell.none')}</p>;

  const open = (item: Notification) => {
    if (!item.readAt) read.mutate(item.id);
    onOpen?.();
  };

  return (
    <ul className="plain-list">
      {items.map((item) => (
        <li key={item.id} className={item.readAt ? 'notice' : 'notice unread'}>
          <Link to={item.href ?? '/'} onClick={() => open(item)}>{(i18n.language === 'en' && item.titleEn) || item.title}</Link>
          <span className="quiet">{item.readAt ? '' : `${t('bell.unread')} · `}<time dateTime={item.createdAt}>{time(item.createdAt)}</time></span>
        </li>
      ))}
    </ul>
  );
}
