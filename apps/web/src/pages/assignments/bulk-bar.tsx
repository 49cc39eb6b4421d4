import { Alert, Button, Form, Input, Modal, Select, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssignmentRow } from '../../api/model';
import { useActionWord, useWorkflow } from '../../api/reference';
import { useSession } from '../../app/session';
import { filled } from '../../components/filled';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { UrgeButton } from '../supervision/urge-button';
import { actOnMany, bulkActions, type BulkAction } from './assignments.api';

interface Values { reason?: string; unconfirmedReason?: string }

/** One act over the rows that are chosen, and an answer for each of them. */
export function BulkBar({ chosen, onDone }: { chosen: AssignmentRow[]; onDone: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { position, reach } = useSession();
  const workflow = useWorkflow('assignment').data;
  const offered = bulkActions.filter((action) => workflow?.transitions.some((row) => row.action === action && row.by.includes(position.role)));
  const [picked, setPicked] = useState<BulkAction>();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const action = picked ?? offered[0];
  const label = useActionWord('assignment');
  const act = useMutation({
    mutationFn: (values: Values) => actOnMany({ ...filled(values), action: action!, ids: chosen.map(({ id }) => id) }),
    onSuccess: () => {
      setOpen(false);
      for (const key of ['assignments', 'cases', 'todos', 'overview']) void cache.invalidateQueries({ queryKey: [key] });
    },
    onError: (error) => markFields(form, error),
  });
  const answer = act.data;
  return (
    <>
      <div className="panel batch-bar">
        <span aria-live="polite">{t('bulk.chosen', { count: chosen.length })}</span>
        <span className="page-tools">
          <Select aria-label={t('bulk.action')} value={action} onChange={setPicked} options={offered.map((value) => ({ value, label: label(value) }))} style={{ minWidth: 140 }} data-testid="bulk-action" />
          <Button type="primary" disabled={chosen.length === 0 || !action} onClick={() => { form.resetFields(); setOpen(true); }} data-testid="bulk-take">{t('bulk.take')}</Button>
          <UrgeButton assignments={chosen} />
          <Button onClick={onDone}>{t('common.close')}</Button>
        </span>
      </div>
      {answer && (
        <Alert className="problem" showIcon type={answer.refused > 0 ? 'warning' : 'success'} data-testid="bulk-answer" title={t('bulk.answer', { done: answer.done, refused: answer.refused })}
          description={answer.refused > 0 && <ul>{answer.items.filter(({ outcome }) => outcome === 'refused').map((item) => <li key={item.id}>{item.no ?? item.id}{t('common.colon')}{item.detail}</li>)}</ul>} />
      )}
      {open && action && (
        <Modal open title={t('bulk.title', { action: label(action), count: chosen.length })} onCancel={() => setOpen(false)} onOk={form.submit} confirmLoading={act.isPending}
          okText={label(action)} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'bulk-confirm' } as ButtonProps}>
          <div aria-live="polite"><ProblemAlert error={act.error} /></div>
          <p>{t('bulk.hint')}</p>
          <Form form={form} layout="vertical" onFinish={(values) => act.mutate(values)}>
            {action === 'cancel' && <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, message: t('form.required') }]}><Input.TextArea rows={3} /></Form.Item>}
            {action === 'complete' && reach === 'province' && <Form.Item name="unconfirmedReason" label={t('feedback.unconfirmedReason')} extra={t('feedback.unconfirmedHint')}><Input.TextArea rows={2} /></Form.Item>}
          </Form>
        </Modal>
      )}
    </>
  );
}
