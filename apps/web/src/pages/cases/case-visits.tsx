import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { listVisits } from '../inspections/inspections.api';
import { VisitLines } from '../inspections/visit-lines';

/** The visits that were paid to the case, or are to be: those the reader may see. */
export function CaseVisits({ id }: { id: string }) {
  const { t } = useTranslation();
  const may = useCan(permissions.readVisits);
  const query = useQuery({ queryKey: ['cases', id, 'visits'], queryFn: () => listVisits({ pilotCase: id }), enabled: may });
  if (!may) return null;
  return (
    <section className="panel" aria-labelledby="visits">
      <h2 id="visits">{t('nav.visits')}</h2>
      <Loaded query={query}>{({ items }) => <VisitLines visits={items} />}</Loaded>
    </section>
  );
}
