import { InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssignRequest } from '../../api/model';
import { DueDatePicker } from './due-date-picker';

/** A limit in exactly one of three ways, as the API takes it. */
export type Limit = Pick<AssignRequest, 'dueOn' | 'dueInWorkingDays' | 'dueInCalendarDays'>;
const kinds = ['dueOn', 'dueInWorkingDays', 'dueInCalendarDays'] as const;

interface Props {
  id?: string;
  value?: Limit;
  onChange?: (limit: Limit | undefined) => void;
  testId: string;
}

/** 时限: a working day, or so many working or calendar days from tomorrow on. */
export function LimitInput({ id, value, onChange, testId }: Props) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<(typeof kinds)[number]>('dueOn');
  const choose = (chosen: typeof kind) => {
    setKind(chosen);
    onChange?.(undefined);
  };
  return (
    <div className="limit-input">
      <Select aria-label={t('limit.kind')} value={kind} onChange={choose} options={kinds.map((one) => ({ value: one, label: t(`limit.${one}`) }))} data-testid={`${testId}-kind`} />
      <div>
        {kind === 'dueOn'
          ? <DueDatePicker id={id} value={value?.dueOn ? dayjs(value.dueOn) : null} onChange={(day) => onChange?.(day ? { dueOn: day.format('YYYY-MM-DD') } : undefined)} testId={testId} />
          : <InputNumber id={id} min={1} max={1000} precision={0} value={value?.[kind]} suffix={t('limit.days')} onChange={(n) => onChange?.(n ? { [kind]: n } : undefined)} data-testid={`${testId}-days`} />}
      </div>
    </div>
  );
}
