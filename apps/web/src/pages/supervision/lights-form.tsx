import { Alert, App, Button, Form, Input, InputNumber } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LightSettings, LightThresholds } from '../../api/model';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { changeLights, previewLights } from './supervision.api';

const fields = ['yellowWithinWorkingDays', 'yellowBehind', 'redBehind'] as const;
const required = (message: string) => [{ required: true, message }];

/** The thresholds: how many lights would change is seen before they do. */
export function LightsForm({ settings }: { settings: LightSettings }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [form] = Form.useForm<LightThresholds>();
  const preview = useMutation({ mutationFn: previewLights, onError: (error) => markFields(form, error) });
  const save = useMutation({
    mutationFn: (values: LightThresholds) => changeLights(settings.version, values),
    onSuccess: () => {
      void message.success(t('judging.saved'));
      for (const key of ['light-settings', 'assignments', 'overview', 'todos']) void cache.invalidateQueries({ queryKey: [key] });
    },
    onError: (error) => markFields(form, error),
  });
  return (
    <section className="panel judging" aria-labelledby="lights">
      <h2 id="lights">{t('judging.lights')}</h2>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={settings} onValuesChange={preview.reset} onFinish={(values) => save.mutate(values)}>
        <div className="judging-grid">
          {fields.map((name) => <Form.Item key={name} name={name} label={t(`judging.${name}`)} rules={required(t('form.required'))}><InputNumber min={name === 'yellowWithinWorkingDays' ? 0 : 1} max={name === 'yellowWithinWorkingDays' ? 60 : 100} precision={0} suffix={t(`judging.unit.${name}`)} data-testid={`judging-${name}`} /></Form.Item>)}
        </div>
        <Form.Item name="source" label={t('judging.source')} rules={required(t('form.required'))}><Input maxLength={500} /></Form.Item>
        <div aria-live="polite">
          <ProblemAlert error={preview.error ?? save.error} />
          {preview.data && <Alert className="problem" type="info" showIcon title={t('judging.would', { yellow: preview.data.after.yellow, yellowNow: preview.data.before.yellow, red: preview.data.after.red, redNow: preview.data.before.red })} data-testid="judging-preview" />}
        </div>
        <div className="form-buttons">
          <Button loading={preview.isPending} onClick={() => void form.validateFields().then((values) => preview.mutate(values), () => undefined)} data-testid="judging-try">{t('judging.try')}</Button>
          <Button type="primary" htmlType="submit" loading={save.isPending} data-testid="judging-save">{t('common.save')}</Button>
        </div>
      </Form>
    </section>
  );
}
