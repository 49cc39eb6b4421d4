import { Input } from 'antd';
import { useId } from 'react';
import type { ListParams } from './use-list-params';

interface Props {
  params: ListParams;
  name: string;
  label: string;
}

/** An exact value, sent with Enter or on leaving the field. */
export function TextFilter({ params, name, label }: Props) {
  const id = useId();
  const value = params.one(name) ?? '';
  const send = (text: string) => text.trim() !== value && params.set(name, text.trim() || undefined);
  return (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      <Input key={value} id={id} defaultValue={value} onPressEnter={(event) => send(event.currentTarget.value)} onBlur={(event) => send(event.currentTarget.value)} />
    </div>
  );
}
