import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useName } from '../../api/reference';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { UnitCaseTable } from './unit-case-table';
import { UnitEditDrawer } from './unit-edit-drawer';
import { UnitFacts } from './unit-facts';
import { getUnit } from './units.api';

export function UnitPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const name = useName();
  const unit = useQuery({ queryKey: ['units', id], queryFn: () => getUnit(id) });
  const [editing, setEditing] = useState(false);

  return (
    <Loaded query={unit}>
      {(row) => (
        <>
          <PageHead title={row.name} sub={<>{name(row.region)}{row.isSample && ` · ${t('banner.sample')}`}</>}>
            <Link to={`/assignments?pilotUnit=${row.id}`}>{t('unit.assignments')}</Link>
            <Link to={`/findings?pilotUnit=${row.id}`}>{t('nav.findings')}</Link>
            {row.abilities.includes('update') && <Button onClick={() => setEditing(true)} data-testid="edit-unit">{t('unit.edit')}</Button>}
          </PageHead>
          <section className="panel"><UnitFacts unit={row} /></section>
          <section className="panel" aria-labelledby="cases">
            <h2 id="cases">{t('nav.cases')}</h2>
            <UnitCaseTable cases={row.cases} />
          </section>
          {editing && <UnitEditDrawer unit={row} onClose={() => setEditing(false)} />}
        </>
      )}
    </Loaded>
  );
}
