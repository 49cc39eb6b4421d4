import { App, Button, Form, InputNumber, Radio } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SignInPolicy } from '../../api/model';
import { Loaded } from '../../components/loaded';
import { markFields } from '../../components/mark-fields';
import { PageHead } from '../../components/page-head';
import { ProblemAlert } from '../../components/problem-alert';
import { changePolicy, getPolicy, type PolicyChange } from './account.api';
import './account.css';

/** The installation's rules of signing in. Everybody may read them; the security administrator changes them. */
export function SignInPolicyPage() {
  const { t } = useTranslation();
  const policy = useQuery({ queryKey: ['sign-in-policy'], queryFn: getPolicy });
  return (
    <>
      <PageHead title={t('nav.signInPolicy')} sub={t('policy.hint')} />
      <Loaded query={policy}>{(row) => <PolicyForm key={row.version} policy={row} />}</Loaded>
    </>
  );
}

function PolicyForm({ policy }: { policy: SignInPolicy }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [form] = Form.useForm<PolicyChange>();
  const may = policy.abilities.includes('change');
  const save = useMutation({
    mutationFn: (values: PolicyChange) => changePolicy(policy.version, values),
    onSuccess: async () => {
      void message.success(t('policy.saved'));
      await cache.invalidateQueries({ queryKey: ['sign-in-policy'] });
    },
    onError: (error) => markFields(form, error),
  });
  const asks = ({ minLength, minClasses, maxAgeDays, history }: SignInPolicy['profiles'][number]) =>
    [t('account.rule', { min: minLength }), minClasses > 1 && t('account.ruleClasses', { n: minClasses }), maxAgeDays !== null && t('account.ruleAge', { n: maxAgeDays }), history > 1 && t('account.ruleHistory', { n: history })].filter(Boolean).join('');

  return (
    <section className="panel policy-form">
      <Form form={form} layout="vertical" disabled={!may} requiredMark={false} initialValues={policy} onFinish={(values) => save.mutate(values)}>
        <Form.Item name="passwordProfile" label={t('policy.profile')}>
          <Radio.Group className="policy-choice">
            {policy.profiles.map((profile) => (
              <Radio key={profile.name} value={profile.name}>{i18n.language === 'en' ? profile.en : profile.zh}<span className="quiet">{asks(profile)}</span></Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item name="secondFactor" label={t('account.secondFactor')} extra={t('policy.factorHint')}>
          <Radio.Group className="policy-choice">
            {['optional', 'administrators', 'everybody'].map((rule) => <Radio key={rule} value={rule} data-testid={`factor-${rule}`}>{t(`policy.${rule}`)}</Radio>)}
          </Radio.Group>
        </Form.Item>
        <Form.Item name="idleMinutes" label={t('policy.idle')} rules={[{ required: true, message: t('form.required') }]}>
          <InputNumber min={5} max={720} suffix={t('policy.minutes')} style={{ width: 160 }} />
        </Form.Item>
        <div aria-live="polite"><ProblemAlert error={save.error} /></div>
        {may && <Button type="primary" htmlType="submit" loading={save.isPending} data-testid="save-policy">{t('common.save')}</Button>}
      </Form>
    </section>
  );
}
