import { Alert, Button, Dropdown } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useName } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { AskedFields } from '../reports/asked-fields';
import { UnitActs, type UnitAct } from './unit-acts';
import { UnitCaseTable } from './unit-case-table';
import { UnitEditDrawer } from './unit-edit-drawer';
import { UnitHistory } from './unit-history';
import { UnitThen } from './unit-then';
import { getUnit } from './units.api';

const acts: UnitAct[] = ['identity', 'merge', 'split'];

export function UnitPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const name = useName();
  const unit = useQuery({ queryKey: ['units', id], queryFn: () => getUnit(id) });
  const mayReadReports = useCan(permissions.readReports);
  const [editing, setEditing] = useState(false);
  const [act, setAct] = useState<UnitAct>();

  return (
    <Loaded query={unit}>
      {(row) => (
        <>
          <PageHead title={row.name} sub={<>{name(row.region)}{row.isSample && ` · ${t('banner.sample')}`}</>}>
            <Link to={`/assignments?pilotUnit=${row.id}`}>{t('unit.assignments')}</Link>
            <Link to={`/findings?pilotUnit=${row.id}`}>{t('nav.findings')}</Link>
            {acts.some((name) => row.abilities.includes(name)) && (
              <Dropdown trigger={['click']} menu={{ items: acts.filter((name) => row.abilities.includes(name)).map((name) => ({ key: name, label: <span data-testid={`act-${name}`}>{t(`unitAct.${name}`)}</span>, onClick: () => setAct(name) })) }}>
                <Button data-testid="unit-acts">{t('unitAct.more')}</Button>
              </Dropdown>
            )}
            {row.abilities.includes('update') && <Button onClick={() => setEditing(true)} data-testid="edit-unit">{t('unit.edit')}</Button>}
          </PageHead>
          {row.mergedInto && <Alert type="info" showIcon className="problem" title={<>{t('unitAct.mergedInto')} <Link to={`/units/${row.mergedInto.id}`}>{row.mergedInto.name}</Link></>} />}
          <section className="panel"><UnitThen unit={row} />{mayReadReports && <p className="quiet"><AskedFields unitId={row.id} /></p>}</section>
          <section className="panel" aria-labelledby="cases">
            <h2 id="cases">{t('nav.cases')}</h2>
            <UnitCaseTable cases={row.cases} />
          </section>
          <section className="panel" aria-labelledby="history">
            <h2 id="history">{t('unitAct.history')}</h2>
            <UnitHistory id={row.id} />
          </section>
          {act && <UnitActs act={act} unit={row} onClose={() => setAct(undefined)} />}
          {editing && <UnitEditDrawer unit={row} onClose={() => setEditing(false)} />}
        </>
      )}
    </Loaded>
  );
}
