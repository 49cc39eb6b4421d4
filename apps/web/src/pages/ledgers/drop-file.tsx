import { Button } from 'antd';
import InboxOutlined from '@ant-design/icons/es/icons/InboxOutlined';
import { type DragEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  busy: boolean;
  onFiles: (files: File[]) => void;
  many?: boolean;
}

/** A place to drop a file on, and a button for whoever has no mouse or no folder beside the browser. */
export function DropFile({ busy, onFiles, many = false }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const chosen = [...(files ?? [])].slice(0, many ? undefined : 1);
    if (chosen.length > 0 && !busy) onFiles(chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <section className={`panel drop-file${over ? ' over' : ''}`} aria-label={t('ledger.drop')} data-testid="drop-file"
      onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <InboxOutlined className="drop-sign" aria-hidden />
      <p>{t(many ? 'ledger.dropMany' : 'ledger.drop')}</p>
      <p className="quiet">{t('ledger.takes')}</p>
      <Button type="primary" loading={busy} onClick={() => input.current?.click()}>{t('ledger.choose')}</Button>
      <label htmlFor={id} className="visually-hidden">{t('ledger.choose')}</label>
      <input ref={input} id={id} type="file" multiple={many} className="visually-hidden" tabIndex={-1} accept=".xlsx,.csv,.txt" data-testid="ledger-file"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }} />
    </section>
  );
}
