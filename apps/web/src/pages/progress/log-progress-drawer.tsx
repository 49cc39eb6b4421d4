import { App, Button, DatePicker, Drawer, Form, Input } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, data } from '../../api/client';
import type { Attachment, AssignmentRow, ProgressDraft } from '../../api/model';
import { useName } from '../../api/reference';
import { useSession } from '../../app/session';
import { AttachmentInput } from '../../components/attachment-input';
import { filled } from '../../components/filled';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { PercentInput } from './percent-input';

interface Props {
  assignment: AssignmentRow;
  onClose: () => void;
}
type Values = Omit<ProgressDraft, 'occurredOn'> & { occurredOn: Dayjs };

export function LogProgressDrawer({ assignment, onClose }: Props) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const name = useName();
  const [form] = Form.useForm<Values>();
  const [files, setFiles] = useState<Pick<Attachment, 'id' | 'name'>[]>([]);
  const log = useMutation({
    mutationFn: ({ occurredOn, ...values }: Values) =>
      data(api.POST('/api/v1/assignments/{id}/progress-updates', {
        params: { path: { id: assignment.id } },
        body: { ...filled(values), occurredOn: occurredOn.format('YYYY-MM-DD'), attachmentIds: files.map(({ id }) => id) },
      })),
    onSuccess: () => {
      void message.success(t('progress.logged'));
      // The entry moves the assignment's light, and with it the case, the todos and the province's numbers.
      for (const key of ['assignments', 'cases', 'todos', 'overview', 'files']) void cache.invalidateQueries({ queryKey: [key] });
      onClose();
    },
    onError: (error) => markFields(form, error),
  });

  return (
    <Drawer open onClose={onClose} size={480} title={t('progress.log')}
      footer={<Button type="primary" block loading={log.isPending} onClick={form.submit} data-testid="progress-submit">{t('progress.submit')}</Button>}>
      <p><strong>{assignment.unit.name}</strong><br />{assignment.task.code} {name(assignment.task)}</p>
      <div aria-live="polite"><ProblemAlert error={log.error} /></div>
      <Form form={form} layout="vertical" onFinish={(values) => log.mutate(values)} initialValues={{ progress: assignment.progress, occurredOn: dayjs(today) }}>
        <Form.Item name="progress" label={t('field.progress')} rules={[{ required: true, message: t('form.required') }]}><PercentInput planned={assignment.plannedProgress} /></Form.Item>
        <Form.Item name="done" label={t('progress.done')} rules={[{ required: true, whitespace: true, message: t('form.required') }]}><Input.TextArea rows={3} maxLength={4000} data-testid="progress-done" /></Form.Item>
        <Form.Item name="problems" label={t('progress.problems')}><Input.TextArea rows={2} maxLength={4000} data-testid="progress-problems" /></Form.Item>
        <Form.Item name="nextSteps" label={t('progress.nextSteps')}><Input.TextArea rows={2} maxLength={4000} data-testid="progress-next-steps" /></Form.Item>
        <Form.Item name="occurredOn" label={t('progress.occurredOn')} rules={[{ required: true, message: t('form.required') }]}>
          <DatePicker allowClear={false} maxDate={dayjs(today)} data-testid="progress-occurred-on" />
        </Form.Item>
      </Form>
      <AttachmentInput label={t('progress.attach')} value={files} onChange={setFiles} />
    </Drawer>
  );
}
