import { Alert, Button, Drawer, Form, Select } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useBatches, useName, useRegions } from '../../api/reference';
import { filled } from '../../components/filled';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { openEvaluations, useSchemes } from './evaluations.api';

interface Values { year: number; regions?: string[]; batches?: string[] }

/** Opens a year for the chosen regions and batches; whoever has one keeps it. */
export function OpenEvaluationsDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const name = useName();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [years, regions, batches] = [useSchemes().data ?? [], useRegions().data ?? [], useBatches().data ?? []];
  const open = useMutation({
    mutationFn: (values: Values) => openEvaluations({ year: values.year, ...filled({ regions: values.regions, batches: values.batches }) }),
    onSuccess: () => { for (const key of ['evaluations', 'schemes', 'todos']) void cache.invalidateQueries({ queryKey: [key] }); },
    onError: (error) => markFields(form, error),
  });
  return (
    <Drawer open title={t('evaluation.open')} onClose={onClose} size={420}>
      <p className="quiet">{t('evaluation.openHint')}</p>
      <div aria-live="polite">
        <ProblemAlert error={open.error} />
        {open.data && <Alert className="problem" type="success" showIcon title={t('evaluation.opened', { opened: open.data.opened, existing: open.data.existing })} data-testid="evaluations-opened" />}
      </div>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => open.mutate(values)}>
        <Form.Item name="year" label={t('evaluation.year')} rules={[{ required: true, message: t('form.required') }]}>
          <Select options={years.map(({ year }) => ({ value: year, label: String(year) }))} data-testid="evaluations-year" />
        </Form.Item>
        <Form.Item name="regions" label={t('field.region')}><Select mode="multiple" allowClear placeholder={t('list.any')} options={regions.map((row) => ({ value: row.code, label: name(row) }))} /></Form.Item>
        <Form.Item name="batches" label={t('field.batch')}><Select mode="multiple" allowClear placeholder={t('list.any')} options={batches.map((row) => ({ value: row.code, label: name(row) }))} /></Form.Item>
        <Button type="primary" htmlType="submit" loading={open.isPending} data-testid="evaluations-confirm">{t('evaluation.open')}</Button>
      </Form>
    </Drawer>
  );
}
