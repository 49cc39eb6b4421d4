import { Alert, Button, DatePicker, Form, Input, Modal, Select, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../api/model';
import { useBatches, useName } from '../../api/reference';
import { useSession } from '../../app/session';
import { filled } from '../../components/filled';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { designateCases } from './cases.api';
import { QuotaNote } from './quota-note';

interface Values { docNo: string; designatedOn: Dayjs; batchId?: string; opinion?: string; quotaReason?: string }

/** One 文号 over the rows that are chosen, and an answer for each of them. */
export function DesignateBar({ chosen, onDone }: { chosen: CaseRow[]; onDone: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { today } = useSession();
  const name = useName();
  const batches = useBatches().data ?? [];
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const into = Form.useWatch('batchId', form);
  const designate = useMutation({
    mutationFn: ({ designatedOn, ...rest }: Values) => designateCases({ ...filled(rest), caseIds: chosen.map(({ id }) => id), designatedOn: designatedOn.format('YYYY-MM-DD') }),
    onSuccess: () => {
      setOpen(false);
      for (const key of ['cases', 'todos', 'batches']) void cache.invalidateQueries({ queryKey: [key] });
    },
    onError: (error) => markFields(form, error),
  });
  const answer = designate.data;
  const unit = (id: string) => chosen.find((row) => row.id === id)?.unit.name ?? id;
  const required = [{ required: true, message: t('form.required') }];

  return (
    <>
      <div className="panel batch-bar">
        <span aria-live="polite">{t('designate.chosen', { count: chosen.length })} <span className="quiet">{t('designate.hint')}</span></span>
        <span className="page-tools">
          <Button onClick={onDone}>{t('common.cancel')}</Button>
          <Button type="primary" disabled={chosen.length === 0} onClick={() => setOpen(true)} data-testid="designate">{t('designate.submit')}</Button>
        </span>
      </div>
      {answer && (
        <Alert className="problem" showIcon type={answer.refused ? 'warning' : 'success'} data-testid="designate-answer" title={t('designate.answer', { designated: answer.designated, refused: answer.refused })}
          description={answer.refused > 0 && <ul>{answer.items.filter(({ outcome }) => outcome === 'refused').map((item) => <li key={item.caseId}>{unit(item.caseId)}：{item.errors.map(({ detail }) => detail).join(' ')}</li>)}</ul>} />
      )}
      <Modal open={open} title={t('designate.title', { count: chosen.length })} onCancel={() => setOpen(false)} onOk={form.submit} confirmLoading={designate.isPending}
        okText={t('designate.submit')} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'designate-confirm' } as ButtonProps}>
        <div aria-live="polite"><ProblemAlert error={designate.error} /></div>
        <QuotaNote of={chosen.map(({ region, batch }) => ({ region, batch: batches.find(({ id }) => id === into) ?? batch }))} />
        <Form form={form} layout="vertical" initialValues={{ designatedOn: dayjs(today) }} onFinish={(values) => designate.mutate(values)}>
          <Form.Item name="docNo" label={t('caseField.docNo')} rules={required}><Input maxLength={100} data-testid="designate-doc-no" /></Form.Item>
          <Form.Item name="designatedOn" label={t('caseField.designatedOn')} rules={required}><DatePicker format="YYYY-MM-DD" maxDate={dayjs(today)} /></Form.Item>
          <Form.Item name="batchId" label={t('caseField.batchId')} extra={t('caseHint.batchId')}>
            <Select allowClear options={batches.map((batch) => ({ value: batch.id, label: name(batch) }))} data-testid="designate-batch" />
          </Form.Item>
          <Form.Item name="opinion" label={t('caseField.opinion')}><Input.TextArea rows={2} /></Form.Item>
          <Form.Item name="quotaReason" label={t('caseField.quotaReason')} extra={t('caseHint.quotaReason')}><Input.TextArea rows={2} /></Form.Item>
        </Form>
      </Modal>
    </>
  );
}
