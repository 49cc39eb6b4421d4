import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useId } from 'react';
import type { ListParams } from './use-list-params';

interface Props {
  params: ListParams;
  name: string;
  label: string;
}

export function DateFilter({ params, name, label }: Props) {
  const id = useId();
  const value = params.one(name);
  return (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      <DatePicker id={id} value={value ? dayjs(value) : null} onChange={(day) => params.set(name, day?.format('YYYY-MM-DD'))} />
    </div>
  );
}
