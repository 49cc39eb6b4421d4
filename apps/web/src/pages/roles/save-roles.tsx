import { App, Form, Input, Modal, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RoleMatrix } from '../../api/model';
import { ProblemAlert } from '../../components/problem-alert';
import { adjustRole } from './roles.api';
import type { Drafts } from './role-drafts';
import { useSaid } from './use-said';

interface Props {
  matrix: RoleMatrix;
  drafts: Drafts;
  onClose: () => void;
}

/** What would change, role by role, before it does. */
export function SaveRoles({ matrix, drafts, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const { said, label } = useSaid(matrix);
  const changed = matrix.items.filter(({ code }) => drafts[code]).map((role) => {
    const wanted = drafts[role.code]!;
    return { role, wanted, given: wanted.filter((p) => !role.permissions.includes(p)), taken: role.permissions.filter((p) => !wanted.includes(p)) };
  });
  const save = useMutation({
    mutationFn: async ({ reason }: { reason: string }) => {
      for (const { role, wanted } of changed) await adjustRole(role.code, role.version, { permissions: wanted, reason });
    },
    onSuccess: () => {
      void message.success(t('people.rolesSaved'));
      onClose();
    },
    // those saved before the one that failed are saved
    onSettled: () => cache.invalidateQueries({ queryKey: ['roles'] }),
  });
  return (
    <Modal open title={t('people.reviewTitle')} onCancel={onClose} onOk={form.submit} confirmLoading={save.isPending} okText={t('common.save')} cancelText={t('common.cancel')}
      okButtonProps={{ 'data-testid': 'roles-save' } as ButtonProps}>
      <div aria-live="polite"><ProblemAlert error={save.error} /></div>
      <ul className="plain-list role-diff">
        {changed.map(({ role, given, taken }) => (
          <li key={role.code}>
            <strong>{said(role)}</strong> <span className="quiet">{t('people.holders', { n: role.holders })}</span>
            {given.length > 0 && <div>＋ {given.map(label).join(t('common.comma'))}</div>}
            {taken.length > 0 && <div>－ {taken.map(label).join(t('common.comma'))}</div>}
          </li>
        ))}
      </ul>
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, message: t('form.required') }]}><Input.TextArea rows={2} maxLength={300} data-testid="roles-reason" /></Form.Item>
      </Form>
    </Modal>
  );
}
