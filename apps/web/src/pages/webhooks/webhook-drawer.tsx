import { Button, Checkbox, Drawer, Form, Input, Radio } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MadeWebhook, NewWebhook, Webhook } from '../../api/model';
import { useName } from '../../api/reference';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { preferencesQuery } from '../notices/notices.api';
import { changeWebhook, makeWebhook } from './webhooks.api';
import './webhooks.css';

interface Props {
  /** Null: a new one. */
  webhook: Webhook | null;
  onClose: () => void;
  onMade?: (made: MadeWebhook) => void;
}
const KINDS = ['webhook', 'wecom', 'dingtalk'] as const;

export function WebhookDrawer({ webhook, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [form] = Form.useForm<NewWebhook>();
  const kind = Form.useWatch('kind', form) ?? webhook?.kind ?? 'webhook';
  const save = useMutation({
    mutationFn: async (values: NewWebhook) => {
      if (!webhook) return onMade?.(await makeWebhook(values));
      // whoever left the address empty keeps it: it is shown to nobody
      const { name: called, url, events, language } = values;
      cache.setQueryData(['webhooks', webhook.id], await changeWebhook(webhook.id, webhook.version, { name: called, events, language, ...(url && { url }) }));
    },
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['webhooks', 'list'] });
      if (webhook) onClose();
    },
    onError: (error) => markFields(form, error),
  });
  const required = [{ required: true, message: t('form.required') }];
  const initial = webhook ? { name: webhook.name, events: webhook.events, language: webhook.language } : { kind: 'webhook', language: 'zh' };
  return (
    <Drawer open onClose={onClose} title={t(webhook ? 'webhooks.change' : 'webhooks.add')} size={480}
      footer={<Button type="primary" loading={save.isPending} onClick={form.submit} data-testid="save-webhook">{t('common.save')}</Button>}>
      <div aria-live="polite"><ProblemAlert error={save.error} /></div>
      <Form form={form} layout="vertical" scrollToFirstError initialValues={initial} onFinish={(values) => save.mutate(values)}>
        {!webhook && (
          <Form.Item name="kind" label={t('webhooks.kind')} rules={required}>
            <Radio.Group className="webhook-kinds">{KINDS.map((one) => <Radio key={one} value={one} data-testid={`kind-${one}`}>{t(`webhooks.kinds.${one}`)}</Radio>)}</Radio.Group>
          </Form.Item>
        )}
        <Form.Item name="name" label={t('webhooks.name')} rules={required}><Input maxLength={100} data-testid="webhook-name" /></Form.Item>
        <Form.Item name="url" label={t('webhooks.url')} extra={t(webhook ? 'webhooks.urlKept' : `webhooks.urlHint.${kind}`)} rules={webhook ? [] : required}>
          <Input maxLength={1000} placeholder="https://" autoComplete="off" data-testid="webhook-url" />
        </Form.Item>
        {!webhook && kind === 'dingtalk' && (
          <Form.Item name="secret" label={t('webhooks.robotSecret')} extra={t('webhooks.robotSecretHint')}><Input.Password maxLength={200} autoComplete="off" /></Form.Item>
        )}
        <Form.Item name="events" label={t('webhooks.events')} extra={t('webhooks.eventsHint')} rules={required}>
          <EventChoice />
        </Form.Item>
        {kind !== 'webhook' && (
          <Form.Item name="language" label={t('notices.language')}>
            <Radio.Group><Radio value="zh"><span data-name>{t('notices.zh')}</span></Radio><Radio value="en"><span data-name>{t('notices.en')}</span></Radio></Radio.Group>
          </Form.Item>
        )}
      </Form>
    </Drawer>
  );
}

/** A component of its own, for a group of boxes takes no `aria-required`. */
function EventChoice({ value, onChange }: { value?: string[]; onChange?: (codes: string[]) => void }) {
  const name = useName();
  const kinds = useQuery(preferencesQuery).data?.kinds ?? [];
  return (
    <Checkbox.Group className="webhook-kinds" value={value} onChange={onChange}
      options={kinds.map((one) => ({ value: one.code, label: <span data-testid={`event-${one.code}`}>{name({ name: one.zh, nameEn: one.en })}</span> }))} />
  );
}
