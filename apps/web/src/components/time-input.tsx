import { TimePicker } from 'antd';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';

dayjs.extend(customParseFormat);
const FORMAT = 'HH:mm';

interface Props {
  id?: string;
  value?: string | null;
  onChange?: (time: string | null) => void;
  testId?: string;
}

/** A time of day as the API has it, `HH:MM`: of twenty-four hours in every browser. */
export function TimeInput({ id, value, onChange, testId }: Props) {
  return (
    <TimePicker
      id={id}
      style={{ width: 130 }}
      format={FORMAT}
      minuteStep={5}
      needConfirm={false}
      value={value ? dayjs(value, FORMAT) : null}
      onChange={(time) => onChange?.(time ? time.format(FORMAT) : null)}
      data-testid={testId}
    />
  );
}
