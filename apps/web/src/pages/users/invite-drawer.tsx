import { Button, Drawer, Form, Input } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewUser, User } from '../../api/model';
import { useSession } from '../../app/session';
import { DayInput } from '../../components/day-input';
import { filled } from '../../components/filled';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { RoleAtPlace } from '../positions/role-at-place';
import { addUser } from './users.api';

interface Props {
  onClose: () => void;
  onMade: (user: User) => void;
}
interface Values { username: string; name: string; phoneWork?: string; expiresOn?: string | null; organisationId?: string; role?: string }

/** A new account is invited; the position wanted for it waits for the security administrator. */
export function InviteDrawer({ onClose, onMade }: Props) {
  const { t } = useTranslation();
  const { today } = useSession();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [wants, setWants] = useState(false);
  const add = useMutation({
    mutationFn: ({ organisationId, role, expiresOn, ...user }: Values) =>
      addUser({ ...filled(user), ...(expiresOn && { expiresOn }), ...(organisationId && role && { positions: [{ organisationId, role }] }) } as NewUser),
    onSuccess: (user) => {
      void cache.invalidateQueries({ queryKey: ['users'] });
      onMade(user);
    },
    onError: (error) => markFields(form, error),
  });
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Drawer open onClose={onClose} title={t('people.invite')} size={480}
      footer={<Button type="primary" loading={add.isPending} onClick={form.submit} data-testid="invite-submit">{t('people.inviteSubmit')}</Button>}>
      <div aria-live="polite"><ProblemAlert error={add.error} /></div>
      <Form form={form} layout="vertical" scrollToFirstError onFinish={(values) => add.mutate(values)}>
        <Form.Item name="name" label={t('user.name')} rules={required}><Input maxLength={60} data-testid="invite-name" /></Form.Item>
        <Form.Item name="username" label={t('signIn.username')} extra={t('people.usernameHint')} rules={required}><Input maxLength={60} autoComplete="off" data-testid="invite-username" /></Form.Item>
        <Form.Item name="phoneWork" label={t('people.phoneWork')} extra={t('people.phoneHint')}><Input maxLength={30} /></Form.Item>
        <Form.Item name="expiresOn" label={t('people.expiresOn')} extra={t('people.expiresHint')}><DayInput min={today} /></Form.Item>
        <h3>{t('people.wanted')}</h3>
        <p className="quiet">{t('people.wantedHint')}</p>
        <RoleAtPlace required={wants} onPlace={(there) => setWants(there)} />
      </Form>
    </Drawer>
  );
}
