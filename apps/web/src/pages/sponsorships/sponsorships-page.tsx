import { Button, Table, Tag } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DepartmentSponsors } from '../../api/model';
import { useName } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { NoPermissionPage } from '../session/no-permission-page';
import { SponsorDrawer } from './sponsor-drawer';
import { sponsorsByDepartment } from './sponsorships.api';

/** Which department guides which pilots; first what is not as the setting says. */
export function SponsorshipsPage() {
  const { t } = useTranslation();
  const name = useName();
  const may = useCan(permissions.viewSponsorships);
  const keeps = useCan(permissions.keepSponsorships);
  const query = useQuery({ queryKey: ['sponsorships'], queryFn: sponsorsByDepartment, enabled: may });
  const [open, setOpen] = useState<DepartmentSponsors['department']>();
  if (!may) return <NoPermissionPage />;
  return (
    <Loaded query={query}>
      {({ items, min, max, source }) => {
        const off = items.filter(({ verdict }) => verdict !== 'within').length;
        return (
          <>
            <PageHead title={t('nav.sponsorships')} sub={t('sponsor.rule', { min, max })} />
            <p><span role="status">{t('sponsor.off', { count: off })}</span> <span className="quiet said" data-name="" lang="zh">{source}</span></p>
            <Table<DepartmentSponsors> rowKey={(row) => row.department.id} size="small" pagination={false} dataSource={items} scroll={{ x: 'max-content' }} aria-label={t('nav.sponsorships')}
              onRow={(row) => ({ 'data-testid': `row-${row.department.code}` }) as object}
              columns={[
                { title: t('sponsor.department'), width: 200, render: (_, row) => name(row.department) },
                { title: t('sponsor.standing'), width: 100, render: (_, row) => <Link className="num" to={`/cases?department=${row.department.code}`}>{row.standing}</Link> },
                { title: t('sponsor.verdict'), width: 120, render: (_, row) => <Tag variant="outlined" color={row.verdict === 'within' ? undefined : 'warning'}>{t(`sponsor.${row.verdict}`)}</Tag> },
                { title: t('nav.cases'), width: 420, render: (_, row) => <CaseLinks row={row} /> },
                ...(keeps ? [{ title: '', width: 100, render: (_: unknown, row: DepartmentSponsors) => <Button size="small" onClick={() => setOpen(row.department)} data-testid={`sponsor-${row.department.code}`}>{t('sponsor.keep')}</Button> }] : []),
              ]} />
            {open && <SponsorDrawer department={open} onClose={() => setOpen(undefined)} />}
          </>
        );
      }}
    </Loaded>
  );
}

const few = 3;

function CaseLinks({ row }: { row: DepartmentSponsors }) {
  const { t } = useTranslation();
  if (row.cases.length === 0) return <>—</>;
  return (
    <>
      {row.cases.slice(0, few).map((one) => <div key={one.id} className="line-link"><Link to={`/cases/${one.id}`}>{one.unit}</Link> <span className="quiet num">{one.caseNo}</span></div>)}
      {row.cases.length > few && <span className="quiet">{t('sponsor.more', { count: row.cases.length - few })}</span>}
    </>
  );
}
