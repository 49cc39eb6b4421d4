import { Form, Input, Modal, Radio, Select, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EntryRemarkIn, EntryRow } from '../../api/model';
import { ProblemAlert } from '../../components/problem-alert';
import { AskedFields } from './asked-fields';
import { remarkOnEntry } from './reports.api';

const fields: EntryRemarkIn['field'][] = ['done', 'progress', 'problems', 'nextSteps'];

/** A word on one field of an entry. Beside it stands how much the unit was asked for this year already. */
export function AskDialog({ row, onClose }: { row: EntryRow; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [form] = Form.useForm<EntryRemarkIn>();
  const ask = useMutation({
    mutationFn: (body: EntryRemarkIn) => remarkOnEntry(row.id, body),
    onSuccess: () => { void cache.invalidateQueries({ queryKey: ['report-entries'] }); onClose(); },
  });
  return (
    <Modal open title={`${row.unit.name} · ${row.task.code}`} onCancel={onClose} onOk={form.submit} confirmLoading={ask.isPending} okText={t('report.ok')} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'ask-confirm' } as ButtonProps}>
      <div aria-live="polite"><ProblemAlert error={ask.error} /></div>
      <p className="quiet"><AskedFields unitId={row.unit.id} /></p>
      <Form form={form} layout="vertical" initialValues={{ kind: 'request', field: 'done' }} onFinish={(values) => ask.mutate(values)}>
        <Form.Item name="kind" label={t('report.remarkKind')}><Radio.Group options={['request', 'comment'].map((value) => ({ value, label: t(`report.kind.${value}`) }))} /></Form.Item>
        <Form.Item name="field" label={t('report.about')}><Select options={fields.map((value) => ({ value, label: t(`report.field.${value}`) }))} data-testid="ask-field" /></Form.Item>
        <Form.Item name="text" label={t('report.remarkText')} rules={[{ required: true, min: 2, message: t('form.required') }]}><Input.TextArea rows={3} maxLength={2000} data-testid="ask-text" /></Form.Item>
      </Form>
    </Modal>
  );
}
