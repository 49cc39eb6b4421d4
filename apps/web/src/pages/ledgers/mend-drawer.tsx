import { AutoComplete, Button, Drawer, Form, Input, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRow } from '../../api/model';
import { ProblemAlert } from '../../components/problem-alert';
import { useImportColumns } from './ledgers.api';

interface Props {
  kind: string;
  row: ImportRow;
  error: unknown;
  busy: boolean;
  onClose: () => void;
  onSave: (cells: Record<string, string>) => void;
}

const LONG = 40;

/** A row's bad cells, or all of them, to be written as they should have stood in the file. */
export function MendDrawer({ kind, row, error, busy, onClose, onSave }: Props) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const [form] = Form.useForm<Record<string, string>>();
  const columns = useImportColumns(kind);
  const bad = new Set(row.problems.flatMap(({ key, code }) => (code === 'uscc_checksum' ? [key, 'usccReason'] : [key])));
  const shown = columns.filter(({ key }) => all || bad.size === 0 || bad.has(key));
  const save = (cells: Record<string, string | undefined>) => {
    const changed = Object.entries(cells).filter(([key, text]) => (text ?? '') !== (row.cells[key] ?? ''));
    onSave(Object.fromEntries(changed.map(([key, text]) => [key, text ?? ''])));
  };
  return (
    <Drawer open onClose={onClose} title={t('ledger.mendRow', { sheet: row.sheet, row: row.row })} size={520}
      footer={<Button type="primary" loading={busy} onClick={form.submit} data-testid="mend-save">{t('ledger.check')}</Button>}>
      <div aria-live="polite"><ProblemAlert error={error} /></div>
      <p><Switch checked={all} onChange={setAll} aria-label={t('ledger.allColumns')} /> {t('ledger.allColumns')}</p>
      <Form form={form} layout="vertical" initialValues={row.cells} onFinish={save}>
        {shown.map(({ key, header, accepted }) => {
          const reasons = row.problems.filter((problem) => problem.key === key).map(({ reason }) => reason);
          const label = <span data-name>{header}</span>;
          const options = (accepted ?? []).map((value) => ({ value }));
          return (
            <Form.Item key={key} name={key} label={label} extra={reasons.length > 0 && <span className="said count-error">{reasons.join('\n')}</span>}>
              {options.length > 0 ? <AutoComplete options={options} showSearch={{ filterOption: (typed, option) => !typed || typed === row.cells[key] || String(option?.value).includes(typed) }} data-testid={`cell-${key}`} />
                : (row.cells[key]?.length ?? 0) > LONG ? <Input.TextArea autoSize data-testid={`cell-${key}`} /> : <Input data-testid={`cell-${key}`} />}
            </Form.Item>
          );
        })}
      </Form>
    </Drawer>
  );
}
