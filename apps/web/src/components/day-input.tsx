import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface Props {
  id?: string;
  value?: string | null;
  onChange?: (day: string | null) => void;
  min?: string;
  testId?: string;
}

/** A day as the API has it, `YYYY-MM-DD`. */
export function DayInput({ id, value, onChange, min, testId }: Props) {
  return (
    <DatePicker
      id={id}
      style={{ width: '100%' }}
      value={value ? dayjs(value) : null}
      minDate={min ? dayjs(min) : undefined}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
      data-testid={testId}
    />
  );
}
