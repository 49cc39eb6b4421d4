import { useTranslation } from 'react-i18next';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { DateFilter } from '../../components/list/date-filter';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { ListBody } from '../../components/list/list-body';
import { ListTools } from '../../components/list/list-tools';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { listSignIns } from './account.api';
import { useSignInColumns } from './sign-in-columns';

const OUTCOMES = [
  'signed_in', 'wrong_password', 'wrong_code', 'locked', 'disabled', 'not_in_force', 'unknown_user', 'signed_out', 'switched', 'confirmed', 'password_changed',
  'second_factor_on', 'second_factor_off', 'session_revoked', 'identity_linked', 'identity_unknown', 'token_made',
];

/** One's own sign-ins; for whoever may read them, everybody's. */
export function SignInsPage() {
  const { t } = useTranslation();
  const all = useCan(permissions.readSignIns);
  const params = useListParams();
  const [view, setView] = useListView('sign-ins');
  const rows = useRows('sign-ins', { ...params.query, limit: view.size }, listSignIns);
  const { columns, card } = useSignInColumns({ withUser: all });
  return (
    <>
      <PageHead title={t('nav.signIns')} sub={all ? t('signIns.all') : t('signIns.own')}><ListTools view={view} onChange={setView} columns={columns} /></PageHead>
      <FilterBar params={params}>
        <FilterSelect params={params} name="outcome" label={t('signIns.outcome')} options={OUTCOMES.map((value) => ({ value, label: t(`signInOutcome.${value}`) }))} />
        <DateFilter params={params} name="from" label={t('audit.from')} />
        <DateFilter params={params} name="to" label={t('audit.to')} />
      </FilterBar>
      <ListBody rows={rows} columns={columns} card={card} params={params} view={view} onView={setView} label={t('nav.signIns')} empty={<EmptyRows params={params} hint={t('signIns.empty')} />} />
    </>
  );
}
