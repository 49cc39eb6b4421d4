import { DatePicker } from 'antd';
import { useQuery } from '@tanstack/react-query';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { useFormat } from '../../components/use-format';
import { workingDays } from './assignments.api';

interface Props {
  id?: string;
  value?: Dayjs | null;
  onChange?: (day: Dayjs | null) => void;
  testId: string;
}

/** Rest days, the past, and days beyond the last loaded calendar year cannot be picked: the API would refuse them. */
export function DueDatePicker({ id, value, onChange, testId }: Props) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const { today } = useSession();
  const until = dayjs(today).add(1, 'year').endOf('year').format('YYYY-MM-DD');
  const calendar = useQuery({ queryKey: ['working-days', today, until], queryFn: () => workingDays(today, until), staleTime: Infinity });
  const rest = new Set(calendar.data?.items.filter(({ working }) => !working).map((entry) => entry.day));
  const loadedUntil = calendar.data?.loadedUntil;

  return (
    <>
      <DatePicker
        id={id}
        value={value}
        onChange={onChange}
        // Enter takes the typed day; it must not also send the form around it.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        format="YYYY-MM-DD"
        minDate={dayjs(today)}
        maxDate={loadedUntil ? dayjs(loadedUntil) : undefined}
        disabledDate={(one) => rest.has(one.format('YYYY-MM-DD'))}
        style={{ width: 200 }}
        data-testid={testId}
      />
      {loadedUntil && <div className="quiet">{t('assign.calendar', { day: day(loadedUntil) })}</div>}
    </>
  );
}
