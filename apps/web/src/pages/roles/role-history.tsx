import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { RoleMatrix } from '../../api/model';
import { EventTimeline } from '../../components/event-timeline';
import { Loaded } from '../../components/loaded';
import { ResetRole } from './reset-role';
import { getRoleHistory } from './roles.api';
import { useSaid } from './use-said';

/** Every adjustment of a role: who, when, why, what was given and taken beside the default. */
export function RoleHistory({ matrix }: { matrix: RoleMatrix }) {
  const { t } = useTranslation();
  const id = useId();
  const { said, label } = useSaid(matrix);
  const [search, setSearch] = useSearchParams();
  // first whichever was adjusted last
  const newest = [...matrix.items].sort((a, b) => (b.changedAt ?? '').localeCompare(a.changedAt ?? ''))[0]!;
  const role = matrix.items.find(({ code }) => code === search.get('role')) ?? newest;
  const history = useQuery({ queryKey: ['roles', 'history', role.code, role.version], queryFn: () => getRoleHistory(role.code) });
  const listed = (sign: string, codes: string[]) => codes.length > 0 && <div>{sign} {codes.map(label).join(t('common.comma'))}</div>;
  return (
    <section className="panel" aria-labelledby={`${id}-title`}>
      <div className="role-history-head">
        <h2 id={`${id}-title`}>{t('people.roleHistory')}</h2>
        <Select aria-label={t('people.role')} value={role.code} popupMatchSelectWidth={false} style={{ minWidth: 200 }} data-testid="history-role"
          onChange={(code: string) => setSearch({ role: code }, { replace: true, preventScrollReset: true })}
          options={matrix.items.map((one) => ({ value: one.code, label: said(one) }))} />
        {role.abilities.includes('reset') && <ResetRole role={role} name={said(role)} />}
      </div>
      <Loaded query={history}>
        {({ items }) => items.length === 0 ? <p className="quiet">{t('people.neverAdjusted')}</p> : (
          <div data-testid="role-history">
            <EventTimeline events={items.map((one) => ({
              id: String(one.version), at: one.at, who: one.by,
              title: <>{t('people.roleVersion', { n: one.version })}{one.given.length + one.taken.length === 0 && <> · {t('people.isDefault')}</>}</>,
              detail: <>{listed('＋', one.given)}{listed('－', one.taken)}{one.reason && <div data-name>{t('field.reason')}{t('common.colon')}{one.reason}</div>}</>,
            }))} />
          </div>
        )}
      </Loaded>
    </section>
  );
}
