import { Alert, Checkbox, Form, Input, InputNumber, Modal, Radio, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Raised } from '../../api/model';
import { useWord } from '../../api/reference';
import { filled } from '../../components/filled';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { raiseNotices, useSupervision } from './supervision.api';

interface Props {
  assignments: { id: string; no: string; unit: string }[];
  onClose: () => void;
}
interface Values { kind: string; problem?: string; requirement?: string; replyDays?: number; urgent?: boolean }

/** 催办、督办: on one assignment or on many; each answers for itself. */
export function UrgeDialog({ assignments, onClose }: Props) {
  const { t } = useTranslation();
  const word = useWord();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const levels = (useSupervision().data?.levels ?? []).filter(({ may }) => may);
  const chosen = Form.useWatch('kind', form);
  const level = levels.find(({ kind }) => kind === chosen) ?? levels[0];
  const raise = useMutation({
    mutationFn: ({ kind, ...rest }: Values) => raiseNotices({ ...filled(rest), kind: kind as 'remind', assignmentIds: assignments.map(({ id }) => id) }),
    onSuccess: ({ skipped, refused }) => {
      for (const key of ['supervision', 'assignments', 'todos']) void cache.invalidateQueries({ queryKey: [key] });
      if (skipped + refused === 0 && assignments.length === 1) onClose();
    },
    onError: (error) => markFields(form, error),
  });
  const done = raise.data;
  return (
    <Modal open title={t('supervision.raise', { count: assignments.length })} onCancel={onClose} onOk={done ? onClose : form.submit} confirmLoading={raise.isPending}
      okText={done ? t('common.close') : t(level?.may === 'propose' ? 'supervision.propose' : 'supervision.send')} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'urge-confirm' } as ButtonProps}>
      <div aria-live="polite"><ProblemAlert error={raise.error} />{done && <Answer answer={done} names={new Map(assignments.map(({ id, no, unit }) => [id, `${no} ${unit}`]))} />}</div>
      {!done && level && (
        <Form form={form} layout="vertical" initialValues={{ kind: level.kind }} onFinish={(values) => raise.mutate(values)}>
          <Form.Item name="kind" label={t('supervision.kind')}>
            <Radio.Group className="choice-lines">
              {levels.map(({ kind, may }) => <Radio key={kind} value={kind} data-testid={`urge-${kind}`}>{word('supervision_notice', kind)}{may === 'propose' && <span className="quiet"> {t('supervision.needsSigning')}</span>}</Radio>)}
            </Radio.Group>
          </Form.Item>
          <Form.Item name="problem" label={t('supervision.problem')} extra={t('supervision.problemHint')}><Input.TextArea rows={2} maxLength={2000} data-testid="urge-problem" /></Form.Item>
          <Form.Item name="requirement" label={t('supervision.requirement')}><Input.TextArea rows={2} maxLength={2000} /></Form.Item>
          {level.replyDays !== null && <Form.Item name="replyDays" label={t('supervision.replyDays')}><InputNumber min={1} max={60} precision={0} placeholder={String(level.replyDays)} /></Form.Item>}
          {!level.urgent && <Form.Item name="urgent" valuePropName="checked"><Checkbox>{t('supervision.urgent')}</Checkbox></Form.Item>}
        </Form>
      )}
    </Modal>
  );
}

function Answer({ answer, names }: { answer: Raised; names: Map<string, string> }) {
  const { t } = useTranslation();
  const left = answer.items.filter(({ code }) => code);
  return (
    <Alert className="problem" showIcon type={left.length ? 'warning' : 'success'} data-testid="urge-answer" title={t('supervision.answer', { issued: answer.issued, proposed: answer.proposed, skipped: answer.skipped, refused: answer.refused })}
      description={left.length > 0 && <ul>{left.slice(0, 50).map((item) => <li key={item.assignmentId}>{names.get(item.assignmentId)}{t('common.colon')}{t(`supervision.why.${item.code!}`)}</li>)}</ul>} />
  );
}
