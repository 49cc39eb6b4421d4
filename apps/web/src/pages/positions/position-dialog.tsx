import { Form, Input, Modal, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PositionChange, PositionDetail } from '../../api/model';
import { isProblem } from '../../api/problem';
import { useSession } from '../../app/session';
import { DayInput } from '../../components/day-input';
import { markFields } from '../../components/mark-fields';
import { PersonPicker } from '../../components/person-picker';
import { ProblemAlert } from '../../components/problem-alert';
import { actOnPosition } from './positions.api';

export type PositionAction = 'deputise' | 'hand_over' | 'prolong' | 'revoke';
interface Props {
  row: PositionDetail;
  action: PositionAction;
  label: string;
  onClose: () => void;
}
interface Values { userId?: string; validFrom?: string | null; validUntil?: string | null; reason?: string }

export function PositionDialog({ row, action, label, onClose }: Props) {
  const { t } = useTranslation();
  const { today } = useSession();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const act = useMutation({
    mutationFn: ({ validUntil, ...values }: Values) => {
      const said = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
      return actOnPosition(row.id, row.version, { action, ...said, ...((validUntil || action === 'prolong') && { validUntil: validUntil ?? null }) } as PositionChange);
    },
    onSuccess: (changed) => {
      cache.setQueryData(['positions', row.id], changed);
      for (const key of [['positions', 'list'], ['users']]) void cache.invalidateQueries({ queryKey: key });
      onClose();
    },
    onError: (error) => {
      markFields(form, error);
      if (isProblem(error, 409) || isProblem(error, 412)) void cache.invalidateQueries({ queryKey: ['positions', row.id] });
    },
  });
  const required = [{ required: true, message: t('form.required') }];
  const another = action === 'deputise' || action === 'hand_over';
  return (
    <Modal open title={label} onCancel={onClose} onOk={form.submit} confirmLoading={act.isPending} okText={label} cancelText={t('common.cancel')}
      okButtonProps={{ 'data-testid': 'position-confirm', danger: action === 'revoke' } as ButtonProps}>
      <div aria-live="polite"><ProblemAlert error={act.error} /></div>
      <p>{t(`people.about.${action}`, { name: row.user.name })}</p>
      <Form form={form} layout="vertical" initialValues={action === 'prolong' ? { validUntil: row.validUntil } : {}} onFinish={(values) => act.mutate(values)}>
        {another && <Form.Item name="userId" label={t(action === 'deputise' ? 'people.deputy' : 'people.successor')} rules={required}><PersonPicker testId="position-person" /></Form.Item>}
        {action === 'deputise' && <Form.Item name="validFrom" label={t('people.from')} extra={t('people.fromHint')}><DayInput min={today} /></Form.Item>}
        {(action === 'deputise' || action === 'prolong') && (
          <Form.Item name="validUntil" label={t('people.untilDay')} extra={action === 'prolong' && !row.deputyFor ? t('people.untilHint') : undefined} rules={action === 'deputise' || row.deputyFor ? required : []}>
            <DayInput min={today} testId="position-until" />
          </Form.Item>
        )}
        <Form.Item name="reason" label={t('field.reason')} rules={action === 'revoke' ? required : []}><Input.TextArea rows={2} maxLength={300} data-testid="position-reason" /></Form.Item>
      </Form>
    </Modal>
  );
}
