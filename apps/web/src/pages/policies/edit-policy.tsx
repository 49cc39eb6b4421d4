import { Button, Drawer, Form, Select } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, data, ifMatch } from '../../api/client';
import type { Attachment, Policy } from '../../api/model';
import { useName, useTasks } from '../../api/reference';
import { AttachmentInput } from '../../components/attachment-input';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';

interface Values { taskCodes: string[]; documents: Pick<Attachment, 'id' | 'name'>[] }

/** The tasks a policy bears on, and its documents. The other facts come by ledger. */
export function EditPolicy({ policy, onClose }: { policy: Policy; onClose: () => void }) {
  const { t } = useTranslation();
  const name = useName();
  const tasks = useTasks().data ?? [];
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: ({ taskCodes, documents }: Values) =>
      data(api.PATCH('/api/v1/policies/{id}', { params: { path: { id: policy.id }, header: ifMatch(policy.version) }, body: { taskCodes, documentIds: documents.map(({ id }) => id) } })),
    onSuccess: (row) => {
      cache.setQueryData(['policies', policy.id], row);
      for (const key of ['policies', 'task-categories']) void cache.invalidateQueries({ queryKey: [key] });
      onClose();
    },
    onError: (error) => markFields(form, error),
  });
  return (
    <Drawer open size={480} onClose={onClose} title={t('policy.edit')}
      footer={<Button type="primary" loading={save.isPending} onClick={form.submit} data-testid="policy-save">{t('common.save')}</Button>}>
      <div aria-live="polite"><ProblemAlert error={save.error} /></div>
      <Form form={form} layout="vertical" initialValues={{ taskCodes: policy.tasks.map(({ code }) => code), documents: policy.documents }} onFinish={(values) => save.mutate(values)}>
        <Form.Item name="taskCodes" label={t('policy.tasks')}>
          <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={tasks.map((task) => ({ value: task.code, label: `${task.code} ${name(task)}` }))} data-testid="policy-tasks" />
        </Form.Item>
        <Form.Item noStyle shouldUpdate>
          {() => <AttachmentInput label={t('policy.addDocument')} value={form.getFieldValue('documents') as Values['documents']} onChange={(documents) => form.setFieldsValue({ documents })} />}
        </Form.Item>
        <Form.Item name="documents" hidden><span /></Form.Item>
      </Form>
    </Drawer>
  );
}
