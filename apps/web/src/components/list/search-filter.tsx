import { Input } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListParams } from './use-list-params';

interface Props {
  params: ListParams;
  placeholder: string;
  testId?: string;
}

/** Sends a pause after the last key, and never half a Chinese word while the IME composes. */
export function SearchFilter({ params, placeholder, testId }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(params.one('q') ?? '');
  const composing = useRef(false);
  const timer = useRef<number>(undefined);
  const inUrl = params.one('q') ?? '';

  useEffect(() => setText(inUrl), [inUrl]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = (value: string, delay: number) => {
    clearTimeout(timer.current);
    if (composing.current) return;
    timer.current = window.setTimeout(() => params.set('q', value.trim() || undefined), delay);
  };

  return (
    <div className="filter search">
      <label htmlFor={id}>{t('list.search')}</label>
      <Input
        id={id}
        type="search"
        allowClear
        placeholder={placeholder}
        value={text}
        onChange={(event) => { setText(event.target.value); send(event.target.value, 350); }}
        onCompositionStart={() => { composing.current = true; }}
        onCompositionEnd={(event) => { composing.current = false; send(event.currentTarget.value, 350); }}
        onPressEnter={() => send(text, 0)}
        data-testid={testId}
      />
    </div>
  );
}
