import { useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../components/loaded';
import { daysOf } from './calendars.api';

interface Day { day: string; working: boolean; name: string | null; provisional: boolean }

const isWeekend = (day: string) => [0, 6].includes(dayjs(day).day());
const months = Array.from({ length: 12 }, (_, i) => i);

/** Twelve months at a glance: weekends quiet, holidays and days worked in lieu marked by a sign and a word, not by colour alone. */
export function YearView({ year }: { year: number }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['calendars', 'days', year], queryFn: () => daysOf(year) });
  return (
    <Loaded query={query}>
      {({ items }) => items.length === 0 ? <p className="panel quiet">{t('calendar.notLoaded', { year })}</p> : (
        <section className="panel" aria-label={t('calendar.of', { year })}>
          <p className="quiet calendar-key"><span className="day-off">{t('calendar.off')}</span> {t('calendar.holiday')} <span className="day-in">{t('calendar.in')}</span> {t('calendar.makeup')}
            {items[0]?.provisional && <strong> {t('calendar.provisional')}</strong>}</p>
          <div className="year">{months.map((month) => <Month key={month} month={month} days={items.filter(({ day }) => Number(day.slice(5, 7)) === month + 1)} />)}</div>
        </section>
      )}
    </Loaded>
  );
}

function Month({ month, days }: { month: number; days: Day[] }) {
  const { t } = useTranslation();
  const before = days[0] ? (dayjs(days[0].day).day() + 6) % 7 : 0;
  const working = days.filter((day) => day.working).length;
  return (
    <div className="month">
      <h3>{t('calendar.month', { month: month + 1 })} <span className="quiet">{t('calendar.workingDays', { n: working })}</span></h3>
      <ol className="days">
        {days.map((day, i) => <OneDay key={day.day} day={day} style={i === 0 ? { gridColumnStart: before + 1 } : undefined} />)}
      </ol>
    </div>
  );
}

function OneDay({ day: { day, working, name }, style }: { day: Day; style?: React.CSSProperties }) {
  const { t } = useTranslation();
  const mark = working && isWeekend(day) ? 'in' : !working && (name !== null || !isWeekend(day)) ? 'off' : undefined;
  const looks = mark ? `day-${mark}` : working ? undefined : 'day-rest';
  return <li className={looks} style={style} title={name ?? undefined}>{Number(day.slice(8))}{mark && <sup>{t(`calendar.${mark}`)}</sup>}</li>;
}
