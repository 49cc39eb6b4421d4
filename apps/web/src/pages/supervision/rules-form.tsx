import { App, Button, Checkbox, Form, Input, InputNumber } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SupervisionRules, SupervisionSettings } from '../../api/model';
import { useWord } from '../../api/reference';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { KindTag } from './kind-tag';
import { changeSupervision } from './supervision.api';

type Rule = NonNullable<SupervisionRules['rulesOff']>[number];
interface Values { prefix: string; replyWorkingDays: SupervisionSettings['replyWorkingDays']; on: string[]; source: string }
const kinds = ['blue', 'yellow', 'letter', 'red', 'talk'] as const;

export function RulesForm({ settings }: { settings: SupervisionSettings }) {
  const { t, i18n } = useTranslation();
  const word = useWord();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: ({ on, ...values }: Values) => changeSupervision(settings.version, { ...values, rulesOff: settings.rules.map(({ code }) => code as Rule).filter((code) => !on.includes(code)) }),
    onSuccess: () => {
      void message.success(t('judging.saved'));
      void cache.invalidateQueries({ queryKey: ['supervision-settings'] });
    },
    onError: (error) => markFields(form, error),
  });
  const required = [{ required: true, message: t('form.required') }];
  return (
    <section className="panel judging" aria-labelledby="rules">
      <h2 id="rules">{t('judging.supervision')}</h2>
      <p className="quiet">{t('judging.rulesHint')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => save.mutate(values)}
        initialValues={{ prefix: settings.prefix, replyWorkingDays: settings.replyWorkingDays, source: settings.source, on: settings.rules.filter(({ on }) => on).map(({ code }) => code) }}>
        <Form.Item name="on" label={t('judging.rules')}>
          <Checkbox.Group className="choice-lines" options={settings.rules.map(({ code, zh, en, kind }) => ({ value: code, label: <>{i18n.language === 'en' ? en : zh} <KindTag kind={kind} /></> }))} />
        </Form.Item>
        <div className="judging-grid">
          {kinds.map((kind) => <Form.Item key={kind} name={['replyWorkingDays', kind]} label={t('judging.replyDays', { kind: word('supervision_notice', kind) })} rules={required}><InputNumber min={1} max={60} precision={0} suffix={t('judging.unit.yellowWithinWorkingDays')} /></Form.Item>)}
          <Form.Item name="prefix" label={t('judging.prefix')} rules={required}><Input maxLength={12} /></Form.Item>
        </div>
        <Form.Item name="source" label={t('judging.source')} rules={required}><Input maxLength={500} /></Form.Item>
        <div aria-live="polite"><ProblemAlert error={save.error} /></div>
        <Button type="primary" htmlType="submit" loading={save.isPending} data-testid="rules-save">{t('common.save')}</Button>
      </Form>
    </section>
  );
}
