import { Button, Drawer, Form, Input, Radio } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment, Evaluation, EvaluationMark } from '../../api/model';
import { useName } from '../../api/reference';
import { isProblem } from '../../api/problem';
import { AttachmentInput } from '../../components/attachment-input';
import { DocumentList } from '../../components/document-list';
import { ProblemAlert } from '../../components/problem-alert';
import { writeMarks } from './evaluations.api';
import { asked, bare, markOf, sides, verdictsOf, verdictWord } from './marks';

interface Props {
  row: Evaluation;
  code: string;
  onNext: (code: string) => void;
  onClose: () => void;
}
interface Values { verdict: NonNullable<EvaluationMark['verdict']>; target?: string; reason?: string }

/** What the own side says of one item, beside what the others said. */
export function MarkDrawer({ row, code, onNext, onClose }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [files, setFiles] = useState<Pick<Attachment, 'id' | 'name'>[]>([]);
  const all = asked(row.scheme);
  const item = all.find((one) => one.code === code)!;
  const own = markOf(row, row.mySide!, code);
  const verdict = Form.useWatch('verdict', form) ?? own?.verdict ?? undefined;
  const open = all.filter((one) => one.kind !== 'bonus' && one.kind !== 'veto' && one.code !== code && !markOf(row, row.mySide!, one.code)?.verdict);
  const at = all.indexOf(item);
  const following = open.find((one) => all.indexOf(one) > at) ?? open[0];
  const save = useMutation({
    mutationFn: ({ reason = '', target, ...values }: Values & { next?: boolean }) =>
      writeMarks(row.id, row.version, [{ item: code, verdict: values.verdict, reason, ...(item.ownTarget && values.verdict === 'counted' && target && { target }), ...(files.length > 0 && { attachmentIds: files.map(({ id }) => id) }) }]),
    onSuccess: (next, { next: goOn }) => {
      cache.setQueryData(['evaluations', row.id], next);
      if (goOn && following) onNext(following.code);
      else onClose();
    },
    onError: (error) => {
      if (isProblem(error, 409) || isProblem(error, 412)) void cache.invalidateQueries({ queryKey: ['evaluations', row.id] });
    },
  });
  const send = (next: boolean) => void form.validateFields().then((values) => save.mutate({ ...values, next }), () => undefined);
  const others = sides.filter((side) => side !== row.mySide).flatMap((side) => { const mark = markOf(row, side, code); return mark?.verdict ? [{ side, mark }] : []; });
  return (
    <Drawer open title={name(item)} onClose={onClose} size={520}
      footer={<div className="mark-buttons">
        {following && <Button type="primary" loading={save.isPending} onClick={() => send(true)} data-testid="mark-next">{t('evaluation.saveNext')}</Button>}
        <Button type={following ? 'default' : 'primary'} loading={save.isPending} onClick={() => send(false)} data-testid="mark-save">{t('common.save')}</Button>
      </div>}>
      {item.criteria && <p className="quiet said" data-name>{item.criteria}</p>}
      {others.map(({ side, mark }) => (
        <div key={side} className="other-side"><b>{t(`evaluation.side.${side}`)}</b>{t('common.colon')}{t(`evaluation.verdict.${verdictWord(item.kind, mark.verdict!)}`)}{mark.target && ` · ${t('evaluation.target')} ${mark.target}`}{mark.reason && <p className="said">{mark.reason}</p>}<DocumentList files={mark.files} /></div>
      ))}
      <div aria-live="polite"><ProblemAlert error={save.error} /></div>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ verdict: own?.verdict ?? undefined, target: own?.target ?? undefined, reason: own?.reason }}>
        <Form.Item name="verdict" label={t('evaluation.verdictOf')} rules={[{ required: true, message: t('form.required') }]}>
          <Radio.Group className="choice-lines">
            {verdictsOf[item.kind].map((one) => <Radio key={one} value={one} data-testid={`verdict-${one}`}>{t(`evaluation.verdict.${verdictWord(item.kind, one)}`)}</Radio>)}
          </Radio.Group>
        </Form.Item>
        {item.ownTarget && verdict === 'counted' && (
          <Form.Item name="target" label={t('evaluation.target')} extra={t('evaluation.targetHint')} rules={[{ required: row.mySide === 'self', message: t('form.required') }, { pattern: /^\d{1,14}(\.\d{1,4})?$/, message: t('evaluation.targetForm') }]}>
            <Input inputMode="decimal" maxLength={20} data-testid="mark-target" />
          </Form.Item>
        )}
        <Form.Item name="reason" label={t('evaluation.reason')} dependencies={['verdict']} rules={[({ getFieldValue }) => ({ required: !bare(item.kind, getFieldValue('verdict') as string), whitespace: true, message: t('form.required') })]}>
          <Input.TextArea rows={3} maxLength={2000} data-testid="mark-reason" />
        </Form.Item>
      </Form>
      <h3>{t('evaluation.evidence')}</h3>
      <p className="quiet">{t('evaluation.evidenceHint')}</p>
      <DocumentList files={own?.files ?? []} />
      <AttachmentInput value={files} onChange={setFiles} label={t('evaluation.attach')} testId="mark-file" />
    </Drawer>
  );
}
