import { Empty } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, data } from '../../api/client';
import { notificationsQuery } from '../../api/notifications';
import { useSession } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { NotificationList } from '../../components/notification-list';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { TodoCard } from './todo-card';

/** What waits on this position, then what changed. */
export function HomePage() {
  const { t } = useTranslation();
  const me = useSession();
  const { day } = useFormat();
  const todos = useQuery({ queryKey: ['todos'], queryFn: () => data(api.GET('/api/v1/todos')) });
  const changes = useQuery(notificationsQuery(false));

  return (
    <>
      <PageHead title={t('home.title', { name: me.user.name })} sub={day(me.today)} />
      <div className="two-columns">
        <section aria-labelledby="todo">
          <h2 id="todo">{t('home.todo')}</h2>
          <Loaded query={todos}>
            {({ items }) => items.length === 0
              ? <div className="panel"><Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('home.nothing')} /></div>
              : <div className="cards">{items.map((todo) => <TodoCard key={todo.kind} todo={todo} today={me.today} />)}</div>}
          </Loaded>
        </section>
        <section aria-labelledby="changed">
          <h2 id="changed">{t('home.changed')}</h2>
          <div className="panel"><Loaded query={changes}>{({ items }) => <NotificationList items={items} />}</Loaded></div>
        </section>
      </div>
    </>
  );
}
