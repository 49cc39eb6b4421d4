import { Button, Checkbox, Drawer, Form, Input, InputNumber } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator, NewProvincialFigure, ProvincialFigure } from '../../api/model';
import { DayInput } from '../../components/day-input';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { addFigure, mendFigure } from './indicators.api';

interface Props {
  indicator: Indicator;
  /** The one to mend; none makes another. */
  figure: ProvincialFigure | undefined;
  onClose: () => void;
}

export function ProvincialDrawer({ indicator, figure, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [form] = Form.useForm<NewProvincialFigure>();
  const save = useMutation({
    mutationFn: (values: NewProvincialFigure) => (figure ? mendFigure(figure.id, figure.version, values) : addFigure(indicator.code, values)),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['indicators'] });
      onClose();
    },
    onError: (error) => markFields(form, error),
  });
  const ratio = indicator.kind === 'ratio';
  const number = (name: 'value' | 'numerator' | 'denominator', label: ReactNode) => (
    <Form.Item key={name} name={name} label={<span data-name>{label}</span>} rules={[{ required: true }]}><InputNumber min={0} precision={4} className="wide-number" data-testid={`figure-${name}`} /></Form.Item>
  );
  const { value, numerator, denominator, moreThan, asOf, source, note } = figure ?? {};
  const initial = { moreThan: moreThan ?? false, asOf: asOf ?? undefined, source, note, ...(ratio ? { numerator, denominator } : { value }) };
  return (
    <Drawer open size={420} onClose={onClose} title={t(figure ? 'indicator.mendFigure' : 'indicator.addFigure')}
      footer={<Button type="primary" loading={save.isPending} onClick={form.submit} data-testid="figure-save">{t('common.save')}</Button>}>
      <div aria-live="polite"><ProblemAlert error={save.error} /></div>
      <Form form={form} layout="vertical" initialValues={initial} onFinish={(values) => save.mutate(values)}>
        {ratio ? [number('numerator', indicator.numerator ?? ''), number('denominator', indicator.denominator ?? '')] : number('value', t('indicator.valueIn', { unit: indicator.unit }))}
        <Form.Item name="moreThan" valuePropName="checked"><Checkbox>{t('indicator.moreThanLabel')}</Checkbox></Form.Item>
        <Form.Item name="asOf" label={t('indicator.asOf')} rules={[{ required: true }]}><DayInput /></Form.Item>
        <Form.Item name="source" label={t('indicator.statisticSource')} rules={[{ required: true }]}><Input maxLength={300} data-testid="figure-source" /></Form.Item>
        <Form.Item name="note" label={t('field.remark')}><Input maxLength={500} /></Form.Item>
      </Form>
    </Drawer>
  );
}
