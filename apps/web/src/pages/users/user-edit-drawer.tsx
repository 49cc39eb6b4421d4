import { Button, Drawer, Form, Input } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/model';
import { useSession } from '../../app/session';
import { DayInput } from '../../components/day-input';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { changeUser } from './users.api';

interface Values { name: string; phoneWork?: string; expiresOn?: string | null }

export function UserEditDrawer({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: ({ expiresOn, ...values }: Values) =>
      // a day gone by is kept when nobody touched it: it may no longer be chosen
      changeUser(user.id, user.version, { ...values, ...(expiresOn !== user.expiresOn && { expiresOn: expiresOn ?? null }) }),
    onSuccess: (row) => {
      cache.setQueryData(['users', user.id], row);
      void cache.invalidateQueries({ queryKey: ['users', 'list'] });
      onClose();
    },
    onError: (error) => markFields(form, error),
  });
  return (
    <Drawer open onClose={onClose} title={t('unit.edit')} size={480}
      footer={<Button type="primary" loading={save.isPending} onClick={form.submit} data-testid="save-user">{t('common.save')}</Button>}>
      <div aria-live="polite"><ProblemAlert error={save.error} /></div>
      <Form form={form} layout="vertical" initialValues={{ name: user.name, phoneWork: user.phoneWork ?? '', expiresOn: user.expiresOn }} onFinish={(values) => save.mutate(values)}>
        <Form.Item name="name" label={t('user.name')} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={60} /></Form.Item>
        <Form.Item name="phoneWork" label={t('people.phoneWork')} extra={t('people.phoneHint')}><Input maxLength={30} /></Form.Item>
        <Form.Item name="expiresOn" label={t('people.expiresOn')} extra={t('people.expiresHint')}><DayInput min={today} testId="user-expires-on" /></Form.Item>
      </Form>
    </Drawer>
  );
}
