import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Period } from '../../api/model';
import { useName, usePeriods, useWord } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { PeriodDrawer } from './period-drawer';
import { PeriodState } from './period-state';

/** 填报期: what is reported when, and how far each has come. */
export function PeriodsPage() {
  const { t } = useTranslation();
  const name = useName();
  const word = useWord();
  const { day } = useFormat();
  const mayKeep = useCan(permissions.keepPeriods);
  const query = usePeriods();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <PageHead title={t('nav.periods')} sub={t('period.hint')}>
        {mayKeep && <Button type="primary" onClick={() => setAdding(true)} data-testid="add-period">{t('period.add')}</Button>}
      </PageHead>
      <Loaded query={query}>
        {(periods) => (
          <Table<Period> rowKey="id" size="small" pagination={false} dataSource={periods} scroll={{ x: 'max-content' }} aria-label={t('nav.periods')}
            locale={{ emptyText: t('period.none') }} onRow={(row) => ({ 'data-testid': `row-${row.code}` }) as object}
            columns={[
              { title: t('field.period'), width: 200, render: (_, row) => <Link to={`/periods/${row.id}`}>{name(row)}</Link> },
              { title: t('period.type'), width: 120, render: (_, row) => word('report_type', row.type) },
              { title: t('field.state'), width: 110, render: (_, row) => <PeriodState state={row.state} /> },
              { title: t('period.span'), width: 220, render: (_, row) => `${day(row.startsOn)} – ${day(row.endsOn)}` },
              { title: t('period.opensOn'), width: 120, render: (_, row) => day(row.opensOn) },
              { title: t('period.dueOn'), width: 120, render: (_, row) => day(row.dueOn) },
              { title: t('period.closesOn'), width: 120, render: (_, row) => day(row.closesOn) },
              { title: '', width: 100, render: (_, row) => row.openedAt && <Link to={`/reports?period=${row.id}`}>{t('nav.reports')}</Link> },
            ]} />
        )}
      </Loaded>
      {adding && <PeriodDrawer onClose={() => setAdding(false)} />}
    </>
  );
}
