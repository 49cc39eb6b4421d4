import { Form, InputNumber, Modal, Select, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { copyScheme } from './evaluations.api';

interface Props { years: number[]; onDone: (year: number) => void; onClose: () => void }

/** Takes another year's scheme over for a year that has none. */
export function CopySchemeDialog({ years, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [form] = Form.useForm<{ year: number; from: number }>();
  const copy = useMutation({
    mutationFn: ({ year, from }: { year: number; from: number }) => copyScheme(year, from),
    onSuccess: ({ year }) => {
      void cache.invalidateQueries({ queryKey: ['schemes'] });
      onDone(year);
    },
    onError: (error) => markFields(form, error),
  });
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Modal open title={t('scheme.copy')} onCancel={onClose} onOk={form.submit} confirmLoading={copy.isPending} okText={t('scheme.copy')} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'scheme-copy-confirm' } as ButtonProps}>
      <div aria-live="polite"><ProblemAlert error={copy.error} /></div>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ year: (years[0] ?? 2025) + 1, from: years[0] }} onFinish={(values) => copy.mutate(values)}>
        <Form.Item name="year" label={t('scheme.forYear')} rules={required}><InputNumber min={2000} max={2100} precision={0} data-testid="scheme-year" /></Form.Item>
        <Form.Item name="from" label={t('scheme.fromYear')} rules={required}><Select options={years.map((year) => ({ value: year, label: String(year) }))} /></Form.Item>
      </Form>
    </Modal>
  );
}
