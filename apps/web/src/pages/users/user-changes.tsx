import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, data } from '../../api/client';
import { EventTimeline } from '../../components/event-timeline';
import { Loaded } from '../../components/loaded';
import { AuditDiff } from '../audit/audit-diff';

/** What happened to the account, from the trail, for whoever reads it. */
export function UserChanges({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const query = { subjectType: 'app_user', subjectId: userId, limit: 10 };
  const entries = useQuery({ queryKey: ['audit', 'list', query], queryFn: () => data(api.GET('/api/v1/audit-entries', { params: { query } })) });
  return (
    <Loaded query={entries}>
      {({ items, total }) => (
        <>
          <EventTimeline events={items.map((entry) => ({
            id: String(entry.id), at: entry.at, who: entry.user?.name ?? t('audit.system'), title: <code>{entry.action}</code>, detail: <AuditDiff entry={entry} />,
          }))} />
          {total > items.length && <Link to={`/audit?subjectType=app_user&subjectId=${userId}`}>{t('people.allChanges', { n: total })}</Link>}
        </>
      )}
    </Loaded>
  );
}
