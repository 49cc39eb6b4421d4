import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useName } from '../../api/reference';
import { LightCounts } from '../../components/light-counts';
import { Loaded } from '../../components/loaded';
import { getTaskAssignments } from './tasks.api';

/** The assignments that stand on a task, by region; every number opens its rows. */
export function TaskStanding({ id, code }: { id: string; code: string }) {
  const { t } = useTranslation();
  const name = useName();
  const query = useQuery({ queryKey: ['assignments', 'of-task', id], queryFn: () => getTaskAssignments(id) });
  return (
    <section className="panel standing" aria-labelledby="standing">
      <Loaded query={query}>
        {({ total, byLight, byRegion }) => (
          <>
            <h2 id="standing">{t('nav.assignments')} <Link to={`/assignments?task=${code}`} className="num" data-testid="task-total">{total}</Link></h2>
            {total === 0 ? <p className="quiet">{t('task.nothingStands')}</p> : (
              <>
                <p><LightCounts lights={byLight} href={(light) => `/assignments?task=${code}&light=${light}`} /> <Link to={`/matrix?task=${code}`}>{t('nav.matrix')}</Link> <Link to={`/roadmap?by=unit&task=${code}`}>{t('nav.roadmap')}</Link></p>
                <ul className="plain-list policy-lines">
                  {byRegion.map(({ region, byLight: lights, total: n }) => (
                    <li key={region.id}>{name(region)} <Link to={`/assignments?task=${code}&region=${region.code}`} className="num" aria-label={`${name(region)} ${n}`}>{n}</Link> <LightCounts lights={lights} href={(light) => `/assignments?task=${code}&region=${region.code}&light=${light}`} /></li>
                  ))}
                </ul>
              </>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}
