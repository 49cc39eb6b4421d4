import { Button, Drawer, Form, Input, InputNumber, Select } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Indicator, IndicatorTarget, NewTarget } from '../../api/model';
import { useName, useRegions } from '../../api/reference';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { addTarget, changeTarget } from './indicators.api';

interface Props {
  indicator: Indicator;
  /** The one to change; none makes another. */
  target: IndicatorTarget | undefined;
  onClose: () => void;
}

export function TargetDrawer({ indicator, target, onClose }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const regions = useRegions().data ?? [];
  const cache = useQueryClient();
  const [form] = Form.useForm<NewTarget>();
  const done = () => {
    void cache.invalidateQueries({ queryKey: ['indicators'] });
    onClose();
  };
  const save = useMutation({
    mutationFn: ({ value, source, year, region }: NewTarget) => (target ? changeTarget(target.id, target.version, { value, source }) : addTarget(indicator.code, { year, region: region || undefined, value, source })),
    onSuccess: done,
    onError: (error) => markFields(form, error),
  });
  const takeBack = useMutation({ mutationFn: () => changeTarget(target!.id, target!.version, { value: null }), onSuccess: done });
  return (
    <Drawer open size={420} onClose={onClose} title={target ? `${target.year} ${name(target.region)}` : t('indicator.addTarget')}
      footer={<div className="form-foot-line"><Button type="primary" loading={save.isPending} onClick={form.submit} data-testid="target-save">{t('common.save')}</Button>{target && target.value !== null && <Button loading={takeBack.isPending} onClick={() => takeBack.mutate()}>{t('indicator.takeBack')}</Button>}</div>}>
      <div aria-live="polite"><ProblemAlert error={save.error ?? takeBack.error} /></div>
      <Form form={form} layout="vertical" initialValues={target ? { value: target.value ?? undefined, source: target.source } : { year: new Date().getFullYear(), region: '' }} onFinish={(values) => save.mutate(values)}>
        {!target && (
          <>
            <Form.Item name="year" label={t('indicator.year')} rules={[{ required: true }]}><InputNumber min={2000} max={2100} precision={0} /></Form.Item>
            <Form.Item name="region" label={t('field.region')}><Select options={[{ value: '', label: t('indicator.wholeProvince') }, ...regions.map((row) => ({ value: row.code, label: name(row) }))]} /></Form.Item>
          </>
        )}
        <Form.Item name="value" label={<span data-name>{t('indicator.targetIn', { unit: indicator.kind === 'ratio' ? '%' : indicator.unit })}</span>} rules={[{ required: true }]}><InputNumber min={0} precision={4} stringMode={false} className="wide-number" data-testid="target-value" /></Form.Item>
        <Form.Item name="source" label={t('indicator.targetSource')} rules={[{ required: true }]}><Input maxLength={300} data-testid="target-source" /></Form.Item>
      </Form>
    </Drawer>
  );
}
