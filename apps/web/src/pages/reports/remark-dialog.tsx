import { Form, Input, Modal, Radio, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../api/model';
import { ProblemAlert } from '../../components/problem-alert';
import { remarkOn } from './reports.api';
import { useCellName } from './use-cell-name';

interface Props { report: Report; cell: string; note: string | undefined; onNote: (reason: string | undefined) => void; onClose: () => void }
interface Values { kind: 'return' | 'request' | 'comment'; text: string }

/** A word on one cell: a reason to send the report back, which goes with the return, or something asked or said at once. */
export function RemarkDialog({ report, cell, note, onNote, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const cellName = useCellName(report);
  const [form] = Form.useForm<Values>();
  const returns = report.abilities.includes('return');
  const kinds = [...(returns ? ['return'] : []), ...(report.abilities.includes('remark') ? ['request', 'comment'] : [])] as Values['kind'][];
  const say = useMutation({
    mutationFn: ({ kind, text }: Values) => (kind === 'return' ? Promise.resolve(onNote(text.trim())) : remarkOn(report.id, { cell, kind, text }).then(() => cache.invalidateQueries({ queryKey: ['reports', report.id] }))),
    onSuccess: onClose,
  });
  return (
    <Modal open title={cellName(cell)} onCancel={onClose} onOk={form.submit} confirmLoading={say.isPending} okText={t('report.ok')} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'remark-confirm' } as ButtonProps}>
      <div aria-live="polite"><ProblemAlert error={say.error} /></div>
      <Form form={form} layout="vertical" initialValues={{ kind: kinds[0], text: note }} onFinish={(values) => say.mutate(values)}>
        <Form.Item name="kind" label={t('report.remarkKind')}><Radio.Group options={kinds.map((value) => ({ value, label: t(`report.kind.${value}`) }))} /></Form.Item>
        <Form.Item name="text" label={t('report.remarkText')} rules={[{ required: true, min: 2, message: t('form.required') }]}><Input.TextArea rows={3} data-testid="remark-text" /></Form.Item>
      </Form>
      {note !== undefined && <button type="button" className="link-button" onClick={() => { onNote(undefined); onClose(); }}>{t('report.dropNote')}</button>}
    </Modal>
  );
}
