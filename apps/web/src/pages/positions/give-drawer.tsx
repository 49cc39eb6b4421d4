import { Button, Drawer, Form, Input } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { NewPosition } from '../../api/model';
import { useSession } from '../../app/session';
import { DayInput } from '../../components/day-input';
import { markFields } from '../../components/mark-fields';
import { PersonPicker } from '../../components/person-picker';
import { ProblemAlert } from '../../components/problem-alert';
import { givePosition } from './positions.api';
import { RoleAtPlace } from './role-at-place';

interface Values { userId: string; organisationId: string; role: string; validFrom?: string | null; validUntil?: string | null; reason?: string }

export function GiveDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const give = useMutation({
    mutationFn: (values: Values) => givePosition(Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as unknown as NewPosition),
    onSuccess: (row) => {
      for (const key of ['positions', 'users']) void cache.invalidateQueries({ queryKey: [key] });
      void navigate(`/positions/${row.id}`);
    },
    onError: (error) => markFields(form, error),
  });
  return (
    <Drawer open onClose={onClose} title={t('people.give')} size={480}
      footer={<Button type="primary" loading={give.isPending} onClick={form.submit} data-testid="give-submit">{t('people.giveSubmit')}</Button>}>
      <div aria-live="polite"><ProblemAlert error={give.error} /></div>
      <Form form={form} layout="vertical" scrollToFirstError onFinish={(values) => give.mutate(values)}>
        <Form.Item name="userId" label={t('people.person')} rules={[{ required: true, message: t('form.required') }]}><PersonPicker testId="pick-person" /></Form.Item>
        <RoleAtPlace required />
        <Form.Item name="validFrom" label={t('people.from')} extra={t('people.fromHint')}><DayInput min={today} /></Form.Item>
        <Form.Item name="validUntil" label={t('people.untilDay')} extra={t('people.untilHint')}><DayInput min={today} /></Form.Item>
        <Form.Item name="reason" label={t('field.reason')}><Input.TextArea rows={2} maxLength={300} data-testid="give-reason" /></Form.Item>
      </Form>
    </Drawer>
  );
}
