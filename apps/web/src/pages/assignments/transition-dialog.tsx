import { Form, Input, Modal, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assignment, Attachment } from '../../api/model';
import { isProblem } from '../../api/problem';
import { useSession } from '../../app/session';
import { AttachmentInput } from '../../components/attachment-input';
import { filled } from '../../components/filled';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { actOn } from './assignments.api';
import { CaseSelect } from './case-select';
import { FeedbackText } from './feedback-text';
import { LimitInput, type Limit } from './limit-input';

interface Props {
  assignment: Assignment;
  action: string;
  label: string;
  /** What the workflow says this action cannot do without: reason, dueOn, conclusion, pilotCaseId. */
  needs: string[];
  onClose: () => void;
}
interface Values { reason?: string; conclusion?: string; opinion?: string; unconfirmedReason?: string; pilotCaseId?: string; dueOn?: Limit }

/** Where a limit may be set though it need not: resuming counts on by itself, issuing keeps a limit that has not passed. */
const mayDate = ['resume', 'issue', 'reassign'];

export function TransitionDialog({ assignment, action, label, needs, onClose }: Props) {
  const { t } = useTranslation();
  const { reach, today } = useSession();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [files, setFiles] = useState<Pick<Attachment, 'id' | 'name'>[]>([]);
  const act = useMutation({
    mutationFn: ({ dueOn, ...said }: Values) =>
      actOn(assignment.id, assignment.version, { action, ...filled(said), ...dueOn, ...(files.length > 0 && { attachmentIds: files.map(({ id }) => id) }) }),
    onSuccess: (row) => {
      cache.setQueryData(['assignments', assignment.id], row);
      for (const key of ['assignments', 'cases', 'todos', 'overview', 'extensions', 'files']) void cache.invalidateQueries({ queryKey: [key] });
      onClose();
    },
    onError: (error) => {
      markFields(form, error);
      // Someone was faster: the buttons of the page behind must follow the row.
      if (isProblem(error, 409) || isProblem(error, 412)) void cache.invalidateQueries({ queryKey: ['assignments', assignment.id] });
    },
  });
  const required = [{ required: true, message: t('form.required') }];
  const area = (name: keyof Values, words: string, must: boolean, extra?: string) => (
    <Form.Item name={name} label={words} rules={must ? required : []} extra={extra}><Input.TextArea rows={3} data-testid={`transition-${name}`} /></Form.Item>
  );
  const drafted = assignment.feedbacks.find(({ state }) => state === 'drafted');
  const waited = assignment.parties.filter(({ role, confirmedAt }) => role !== 'lead' && !confirmedAt).length > 0;
  const left = assignment.workingDaysLeft;

  return (
    <Modal open title={label} onCancel={onClose} onOk={form.submit} confirmLoading={act.isPending}
      okText={label} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'transition-confirm' } as ButtonProps}>
      <div aria-live="polite"><ProblemAlert error={act.error} /></div>
      <p>{assignment.unit.name} · {assignment.task.code}</p>
      {(action === 'sign_off' || action === 'send_back') && drafted && <FeedbackText feedback={drafted} />}
      {action === 'feedback' && <p className="quiet">{t('feedback.leaderNext')}</p>}
      <Form form={form} layout="vertical" onFinish={(values) => act.mutate(values)}>
        {needs.includes('pilotCaseId') && <Form.Item name="pilotCaseId" label={t('feedback.newCase')} rules={required}><CaseSelect without={assignment.caseId} testId="transition-case" /></Form.Item>}
        {needs.includes('conclusion') && area('conclusion', t('field.conclusion'), true)}
        {action === 'feedback' && <AttachmentInput value={files} onChange={setFiles} label={t('feedback.evidence')} />}
        {action === 'confirm' && area('opinion', t('feedback.opinion'), false)}
        {action === 'complete' && waited && reach === 'province' && area('unconfirmedReason', t('feedback.unconfirmedReason'), false, t('feedback.unconfirmedHint'))}
        {needs.includes('dueOn') && <Form.Item name="dueOn" label={t('field.newDueOn')} rules={required}><LimitInput testId="transition-due-on" /></Form.Item>}
        {mayDate.includes(action) && (action === 'resume' || assignment.dueOn < today) && (
          <Form.Item name="dueOn" label={t('field.newDueOn')} rules={action === 'resume' && left !== null ? [] : required} extra={action === 'resume' && left !== null ? t('feedback.resumeHint', { count: Math.max(0, left) }) : undefined}>
            <LimitInput testId="transition-due-on" />
          </Form.Item>
        )}
        {needs.includes('reason') && area('reason', t('field.reason'), true)}
      </Form>
    </Modal>
  );
}
