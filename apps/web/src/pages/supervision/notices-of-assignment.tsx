import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';
import { KindTag } from './kind-tag';
import { listNotices } from './supervision.api';
import './supervision.css';

/** What its unit was told about an assignment; nothing where it was never told. */
export function NoticesOfAssignment({ id }: { id: string }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const may = useCan(permissions.readNotices);
  const { data } = useQuery({ queryKey: ['supervision', 'of', id], queryFn: () => listNotices({ assignment: id, limit: 50 }), enabled: may });
  if (!data?.items.length) return null;
  return (
    <section className="panel" aria-labelledby="notices">
      <h2 id="notices">{t('supervision.ofAssignment', { n: data.total })}</h2>
      <ul className="notice-lines">
        {data.items.map((row) => (
          <li key={row.id}>
            <KindTag kind={row.kind} /> <Link to={`/supervision-notices/${row.id}`}>{row.no ?? t('supervision.unsigned')}</Link> <StateTag list="supervision_state" code={row.state} />
            <span className="quiet"> {day(row.issuedOn ?? row.raisedOn)}{row.replyBy && ` · ${t('supervision.replyBy')} ${day(row.replyBy)}`}</span>
            {row.replyOverdue && <span className="count-error"> {t('supervision.late')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
