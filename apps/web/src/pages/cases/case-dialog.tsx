import { DatePicker, Form, Input, InputNumber, Modal, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Attachment, CaseMove, Named } from '../../api/model';
import { isProblem } from '../../api/problem';
import { useSession } from '../../app/session';
import { AttachmentInput } from '../../components/attachment-input';
import { filled } from '../../components/filled';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { OfficialEvaluation } from '../evaluations/case-evaluations';
import { moveCase } from './cases.api';
import { QuotaNote } from './quota-note';

interface Props {
  row: { id: string; version: number; unit: { name: string }; batch: Named; region: Named };
  action: string;
  label: string;
  extra?: Partial<CaseMove>;
  onClose: () => void;
}
type Files = Pick<Attachment, 'id' | 'name'>[];
interface Values {
  reason?: string; opinion?: string; rank?: number; docNo?: string; quotaReason?: string; improvements?: string;
  publicityFrom?: Dayjs; designatedOn?: Dayjs; attachmentIds?: Files;
}

/** What each action asks; a star is what it cannot do without. */
const asks: Record<string, string[]> = {
  recommend: ['opinion*', 'attachmentIds*', 'rank'], return: ['reason*'], shortlist: ['opinion*', 'publicityFrom'], designate: ['docNo*', 'designatedOn*', 'quotaReason'],
  reject: ['reason*'], approve_plan: ['opinion'], return_plan: ['reason*'], improve: ['improvements*'], suspend: ['reason*'],
  withdraw: ['reason*', 'docNo', 'attachmentIds*'],
};
/** What takes a place of the region's. */
const counted = ['recommend', 'designate'];

export function CaseDialog({ row, action, label, extra, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { today } = useSession();
  const [form] = Form.useForm<Values>();
  const act = useMutation({
    mutationFn: (values: Values) => moveCase(row.id, row.version, { action, ...extra, ...toMove(values) }),
    onSuccess: () => {
      for (const key of ['cases', 'todos', 'batches', 'sponsorships', 'overview']) void cache.invalidateQueries({ queryKey: [key] });
      onClose();
    },
    onError: (error) => {
      markFields(form, error);
      // Someone was faster: the buttons of the page behind must follow the row.
      if (isProblem(error, 409) || isProblem(error, 412)) void cache.invalidateQueries({ queryKey: ['cases', row.id] });
    },
  });
  const fields = (asks[action] ?? []).map((name) => ({ name: name.replace('*', ''), required: name.endsWith('*') }));
  const widget = (name: string) => {
    if (name === 'rank') return <InputNumber min={1} precision={0} />;
    if (name === 'attachmentIds') return <FilesField label={t('caseField.attach')} />;
    if (name === 'docNo') return <Input maxLength={100} />;
    return name.endsWith('On') || name.endsWith('From') ? <DatePicker format="YYYY-MM-DD" /> : <Input.TextArea rows={3} />;
  };

  return (
    <Modal open title={label} onCancel={onClose} onOk={form.submit} confirmLoading={act.isPending}
      okText={label} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'transition-confirm' } as ButtonProps}>
      <div aria-live="polite"><ProblemAlert error={act.error} /></div>
      <p>{row.unit.name}</p>
      {action === 'pass' && <OfficialEvaluation id={row.id} />}
      {counted.includes(action) && <QuotaNote of={[row]} />}
      <Form form={form} layout="vertical" initialValues={{ designatedOn: dayjs(today), publicityFrom: dayjs(today) }} onFinish={(values) => act.mutate(values)}>
        {fields.map(({ name, required }) => (
          <Form.Item key={name} name={name} label={t(`caseField.${name}`)} extra={t(`caseHint.${name}`, { defaultValue: '' }) || undefined}
            rules={required ? [{ required, message: t('form.required') }] : []}>{widget(name)}</Form.Item>
        ))}
      </Form>
    </Modal>
  );
}

function toMove({ designatedOn, publicityFrom, attachmentIds, improvements, ...rest }: Values): Omit<CaseMove, 'action'> {
  return {
    ...filled(rest),
    ...(designatedOn && { designatedOn: designatedOn.format('YYYY-MM-DD') }),
    ...(publicityFrom && { publicityFrom: publicityFrom.format('YYYY-MM-DD') }),
    ...(attachmentIds && { attachmentIds: attachmentIds.map(({ id }) => id) }),
    ...(improvements && { improvements: improvements.split('\n').map((line) => line.trim()).filter(Boolean) }),
  };
}

function FilesField({ value = [], onChange = () => undefined, label }: { value?: Files; onChange?: (files: Files) => void; label: string }) {
  return <AttachmentInput value={value} onChange={onChange} label={label} />;
}
