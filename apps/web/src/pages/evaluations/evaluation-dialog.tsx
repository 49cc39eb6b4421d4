import { Form, Input, Modal, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Evaluation } from '../../api/model';
import { isProblem } from '../../api/problem';
import { filled } from '../../components/filled';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { moveEvaluation } from './evaluations.api';
import { sideOf } from './marks';

interface Props {
  row: Evaluation;
  action: string;
  label: string;
  needsReason: boolean;
  onClose: () => void;
}

export function EvaluationDialog({ row, action, label, needsReason, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [form] = Form.useForm<{ reason?: string }>();
  const move = useMutation({
    mutationFn: (values: { reason?: string }) => moveEvaluation(row.id, row.version, { action, ...filled(values) }),
    onSuccess: (next) => {
      cache.setQueryData(['evaluations', row.id], next);
      for (const key of ['evaluations', 'todos']) void cache.invalidateQueries({ queryKey: [key] });
      onClose();
    },
    onError: (error) => {
      markFields(form, error);
      if (isProblem(error, 409) || isProblem(error, 412)) void cache.invalidateQueries({ queryKey: ['evaluations', row.id] });
    },
  });
  const outcome = row.mySide && sideOf(row, row.mySide).outcome;
  return (
    <Modal open title={label} onCancel={onClose} onOk={form.submit} confirmLoading={move.isPending} okText={label} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'evaluation-confirm' } as ButtonProps}>
      <div aria-live="polite"><ProblemAlert error={move.error} /></div>
      <p><span data-name>{row.unit.name}</span>{outcome && <b className="num"> · {t(`evaluation.side.${row.mySide!}`)} {outcome.score}</b>}</p>
      <Form form={form} layout="vertical" onFinish={(values) => move.mutate(values)}>
        {needsReason && <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, message: t('form.required') }]}><Input.TextArea rows={3} maxLength={2000} data-testid="evaluation-reason" /></Form.Item>}
      </Form>
    </Modal>
  );
}
