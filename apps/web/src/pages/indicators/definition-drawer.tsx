import { Button, Drawer, Form, Input, Radio } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Indicator, IndicatorChange } from '../../api/model';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { changeIndicator } from './indicators.api';

/** 口径 and its source. What kind of indicator it is, its unit and how it rolls up are not for choosing. */
export function DefinitionDrawer({ indicator, onClose }: { indicator: Indicator; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [form] = Form.useForm<IndicatorChange>();
  const save = useMutation({
    mutationFn: (values: IndicatorChange) => changeIndicator(indicator.code, indicator.version, values),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['indicators'] });
      onClose();
    },
    onError: (error) => markFields(form, error),
  });
  const { definition, definitionSource, nameEn, overPeriods } = indicator;
  return (
    <Drawer open size={480} onClose={onClose} title={t('indicator.editDefinition')}
      footer={<Button type="primary" loading={save.isPending} onClick={form.submit} data-testid="definition-save">{t('common.save')}</Button>}>
      <div aria-live="polite"><ProblemAlert error={save.error} /></div>
      <p className="quiet">{t('indicator.fixed')}</p>
      <Form form={form} layout="vertical" initialValues={{ definition, definitionSource, nameEn, ...(indicator.kind === 'ratio' && { overPeriods }) }} onFinish={(values) => save.mutate(values)}>
        <Form.Item name="definition" label={t('indicator.definition')} rules={[{ required: true }]}><Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={2000} data-testid="definition-text" /></Form.Item>
        <Form.Item name="definitionSource" label={t('indicator.definitionSource')} rules={[{ required: true }]}><Input maxLength={300} data-testid="definition-source" /></Form.Item>
        <Form.Item name="nameEn" label={t('indicator.nameEn')}><Input maxLength={200} /></Form.Item>
        {indicator.kind === 'ratio' && (
          <Form.Item name="overPeriods" label={t('indicator.overPeriods')}>
            <Radio.Group className="choice-lines" options={['sum', 'last'].map((value) => ({ value, label: t(`indicator.over.${value}`, { context: 'ratio' }) }))} />
          </Form.Item>
        )}
      </Form>
    </Drawer>
  );
}
