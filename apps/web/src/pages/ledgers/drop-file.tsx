import { Button } from 'antd';
import InboxOutlined from '@ant-design/icons/es/icons/InboxOutlined';
import { type DragEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  busy: boolean;
  onFile: (file: File) => void;
}

/** A place to drop a file on, and a button for whoever has no mouse or no folder beside the browser. */
export function DropFile({ busy, onFile }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !busy) onFile(file);
  };
  return (
    <section className={`panel drop-file${over ? ' over' : ''}`} aria-label={t('ledger.drop')} data-testid="drop-file"
      onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <InboxOutlined className="drop-sign" aria-hidden />
      <p>{t('ledger.drop')}</p>
      <p className="quiet">{t('ledger.takes')}</p>
      <Button type="primary" loading={busy} onClick={() => input.current?.click()}>{t('ledger.choose')}</Button>
      <label htmlFor={id} className="visually-hidden">{t('ledger.choose')}</label>
      <input ref={input} id={id} type="file" className="visually-hidden" tabIndex={-1} accept=".xlsx,.csv,.txt" data-testid="ledger-file"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = '';
        }} />
    </section>
  );
}
