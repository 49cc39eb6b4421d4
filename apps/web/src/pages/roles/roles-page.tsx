import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role, RoleMatrix } from '../../api/model';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { NoPermissionPage } from '../session/no-permission-page';
import { MatrixTable } from './matrix-table';
import { RoleHistory } from './role-history';
import { SaveRoles } from './save-roles';
import { sameCodes, type Drafts } from './role-drafts';
import { useRoles } from './roles.api';
import './roles.css';

export function RolesPage() {
  const may = useCan(permissions.readRoles);
  return may ? <Roles /> : <NoPermissionPage />;
}

function Roles() {
  const roles = useRoles();
  // A change saved makes the form anew from what the server then says.
  return <Loaded query={roles}>{(matrix) => <Matrix key={matrix.items.map(({ version }) => version).join()} matrix={matrix} />}</Loaded>;
}

function Matrix({ matrix }: { matrix: RoleMatrix }) {
  const { t } = useTranslation();
  const [drafts, setDrafts] = useState<Drafts>({});
  const [saving, setSaving] = useState(false);
  const mayAdjust = matrix.items.some(({ abilities }) => abilities.includes('update'));
  const put = (role: Role, wanted: string[]) => {
    setDrafts(({ [role.code]: _, ...others }) => (sameCodes(wanted, role.permissions) ? others : { ...others, [role.code]: wanted }));
  };
  const toggle = (role: Role, code: string) => {
    const now = drafts[role.code] ?? role.permissions;
    put(role, now.includes(code) ? now.filter((one) => one !== code) : [...now, code]);
  };
  const n = Object.keys(drafts).length;
  return (
    <>
      <PageHead title={t('nav.roles')} sub={t(mayAdjust ? 'people.rolesHint' : 'people.rolesLook')}>
        {mayAdjust && (
          <>
            {n > 0 && <Button onClick={() => setDrafts({})}>{t('people.undo')}</Button>}
            <Button type="primary" disabled={n === 0} onClick={() => setSaving(true)} data-testid="roles-review">{t('people.review', { n })}</Button>
          </>
        )}
      </PageHead>
      <MatrixTable matrix={matrix} drafts={drafts} onToggle={toggle} />
      <p className="quiet matrix-legend"><span>● {t('people.has')}</span><span>◆ {t('people.fixed')}</span><span>○ {t('people.canHave')}</span><span>· {t('people.never')}</span></p>
      <RoleHistory matrix={matrix} />
      {saving && <SaveRoles matrix={matrix} drafts={drafts} onClose={() => setSaving(false)} />}
    </>
  );
}
