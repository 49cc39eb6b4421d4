import { App, Button, Checkbox, Form, Radio, Switch } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Preferences, PreferencesChange } from '../../api/model';
import { useName } from '../../api/reference';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { TimeInput } from '../../components/time-input';
import { changePreferences, preferencesQuery } from './notices.api';

type Values = Omit<PreferencesChange, 'muted'> & { quiet: boolean; mailed: string[] };

/** When mail comes, and of what. */
export function ChoiceForm({ preferences }: { preferences: Preferences }) {
  const { t } = useTranslation();
  const name = useName();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const quiet = Form.useWatch('quiet', form) ?? preferences.quietFrom !== null;
  const mail = Form.useWatch('mail', form) ?? preferences.mail;
  const codes = preferences.kinds.map(({ code }) => code);
  const save = useMutation({
    mutationFn: ({ quiet: keeps, mailed, ...values }: Values) =>
      changePreferences(preferences.version, { ...values, ...(!keeps && { quietFrom: null, quietUntil: null }), muted: codes.filter((code) => !mailed.includes(code)) as PreferencesChange['muted'] }),
    onSuccess: (row) => { cache.setQueryData(preferencesQuery.queryKey, row); void message.success(t('notices.saved')); },
    onError: (error) => markFields(form, error),
  });
  const initial: Values = {
    mail: preferences.mail, digestAt: preferences.digestAt, quiet: preferences.quietFrom !== null, quietFrom: preferences.quietFrom ?? '20:00', quietUntil: preferences.quietUntil ?? '07:30',
    onRestDays: preferences.onRestDays, language: preferences.language, mailed: codes.filter((code) => !preferences.muted.includes(code)),
  };
  const required = [{ required: true, message: t('form.required') }];
  const time = (field: 'digestAt' | 'quietFrom' | 'quietUntil') => (
    <Form.Item name={field} label={t(`notices.${field}`)} rules={required}><TimeInput testId={field} /></Form.Item>
  );
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={(values) => save.mutate(values)}>
      <Form.Item name="mail" label={t('notices.mail')}>
        <Radio.Group>
          {(['digest', 'each', 'off'] as const).map((choice) => (
            <Radio key={choice} value={choice} data-testid={`mail-${choice}`}>{t(`notices.${choice}`)}<span className="quiet quiet-line">{t(`notices.${choice}Hint`)}</span></Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      {mail === 'digest' && time('digestAt')}
      {mail === 'each' && <Form.Item name="quiet" label={t('notices.quiet')} extra={t('notices.quietHint')} valuePropName="checked"><Switch data-testid="quiet" /></Form.Item>}
      {mail === 'each' && quiet && <div className="between">{time('quietFrom')}{time('quietUntil')}</div>}
      {mail !== 'off' && <Form.Item name="onRestDays" label={t('notices.onRestDays')} extra={t('notices.onRestDaysHint')} valuePropName="checked"><Switch data-testid="on-rest-days" /></Form.Item>}
      {mail !== 'off' && (
        <Form.Item name="mailed" label={t('notices.mailed')} extra={t('notices.mailedHint')}>
          <Checkbox.Group className="kinds" options={preferences.kinds.map((kind) => ({ value: kind.code, label: name({ name: kind.zh, nameEn: kind.en }) }))} />
        </Form.Item>
      )}
      {mail !== 'off' && (
        <Form.Item name="language" label={t('notices.language')}>
          <Radio.Group><Radio value="zh"><span data-name>{t('notices.zh')}</span></Radio><Radio value="en"><span data-name>{t('notices.en')}</span></Radio></Radio.Group>
        </Form.Item>
      )}
      <div aria-live="polite"><ProblemAlert error={save.error} /></div>
      <Button type="primary" htmlType="submit" loading={save.isPending} data-testid="save-choice">{t('common.save')}</Button>
    </Form>
  );
}
