import { Button, Select, Table } from 'antd';
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarVersion } from '../../api/model';
import { permissions } from '../../app/permissions';
import { useCan, useSession } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import './calendars.css';
import { listVersions, yearFileUrl } from './calendars.api';
import { LoadYearPanel } from './load-year-panel';
import { YearView } from './year-view';

const FIRST_SHOWN = 2018;

/** 工作日历: which days are worked, by which notice; and where the next year is brought in. */
export function CalendarsPage() {
  const { t } = useTranslation();
  const { day, time } = useFormat();
  const thisYear = Number(useSession().today.slice(0, 4));
  const mayLoad = useCan(permissions.loadCalendar);
  const [year, setYear] = useState(thisYear);
  const query = useQuery({ queryKey: ['calendars'], queryFn: listVersions });
  return (
    <Loaded query={query}>
      {({ items, loadedUntil, provisionalFrom }) => {
        const last = Number(loadedUntil?.slice(0, 4) ?? thisYear);
        const years = Array.from({ length: last - FIRST_SHOWN + 1 }, (_, i) => last - i);
        const toLoad = provisionalFrom ? Number(provisionalFrom.slice(0, 4)) : last + 1;
        return (
          <>
            <PageHead title={t('nav.calendars')} sub={t('calendar.until', { day: day(provisionalFrom ?? loadedUntil), context: provisionalFrom ? 'provisional' : undefined })}>
              <Select aria-label={t('calendar.year')} value={year} onChange={setYear} options={years.map((value) => ({ value, label: String(value) }))} data-testid="calendar-year" />
              <Button icon={<DownloadOutlined />} href={yearFileUrl(year)} download data-testid="calendar-file">{t('calendar.file')}</Button>
            </PageHead>
            <YearView year={year} />
            {mayLoad && <LoadYearPanel year={toLoad} known={years} />}
            <section className="panel">
              <h2>{t('calendar.versions')}</h2>
              <Table<CalendarVersion> rowKey="calendarVersion" size="small" pagination={false} dataSource={items} scroll={{ x: 'max-content' }} aria-label={t('calendar.versions')}
                columns={[
                  { title: t('calendar.version'), width: 80, dataIndex: 'calendarVersion' },
                  { title: t('calendar.year'), width: 100, render: (_, row) => row.year ?? t('calendar.many') },
                  { title: t('calendar.source'), width: 320, dataIndex: 'source' },
                  { title: t('calendar.by'), width: 140, render: (_, row) => row.loadedBy ?? t('calendar.installed') },
                  { title: t('calendar.at'), width: 160, render: (_, row) => time(row.loadedAt) },
                ]} />
            </section>
          </>
        );
      }}
    </Loaded>
  );
}
