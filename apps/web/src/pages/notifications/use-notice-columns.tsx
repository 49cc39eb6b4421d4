import { Button, Space, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Notification } from '../../api/model';
import { useReadNotification } from '../../api/notifications';
import type { RowColumn } from '../../components/list/rows-table';
import { useFormat } from '../../components/use-format';

export function useNoticeColumns() {
  const { t, i18n } = useTranslation();
  const { time } = useFormat();
  const read = useReadNotification();
  const said = (row: Notification) => (i18n.language === 'en' && row.titleEn) || row.title;
  const title = (row: Notification) => {
    const style = row.readAt ? undefined : 'unread-title';
    return row.href
      ? <Link to={row.href} className={style} onClick={() => { if (!row.readAt) read.mutate(row.id); }}>{said(row)}</Link>
      : <span className={style}>{said(row)}</span>;
  };
  const urgent = (row: Notification) => row.urgent && <Tag color="error">{t('inbox.urgent')}</Tag>;
  const when = (row: Notification) => <time dateTime={row.createdAt}>{time(row.createdAt)}</time>;
  const state = (row: Notification) =>
    row.readAt
      ? <span className="quiet">{t('inbox.read')}</span>
      : <Space><Tag color="processing">{t('bell.unread')}</Tag><Button size="small" loading={read.isPending && read.variables === row.id} onClick={() => read.mutate(row.id)} data-testid={`mark-${row.id}`}>{t('inbox.mark')}</Button></Space>;
  const columns: RowColumn<Notification>[] = [
    { key: 'title', title: t('inbox.what'), width: 620, render: (row) => <div className="notice-title">{urgent(row)}{title(row)}</div> },
    { key: 'about', title: t('inbox.about'), width: 110, render: (row) => t(`subject.${row.subjectType}`) },
    { key: 'when', title: t('inbox.when'), width: 150, render: when },
    { key: 'state', title: t('inbox.state'), width: 170, render: state },
  ];
  const card = (row: Notification) => (
    <>
      {urgent(row)}{title(row)}
      <div className="line"><span className="quiet">{t(`subject.${row.subjectType}`)} · {when(row)}</span><span>{state(row)}</span></div>
    </>
  );
  return { columns, card };
}
