import { Alert, Form, Input, Modal, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Report, ReportMove } from '../../api/model';
import { isProblem } from '../../api/problem';
import { useActionWord, useName } from '../../api/reference';
import { filled } from '../../components/filled';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { moveReport } from './reports.api';
import { useCellName } from './use-cell-name';

interface Props { report: Report; action: ReportMove['action']; notes: Record<string, string>; onClose: () => void; onSent: () => void }
interface Values { reason?: string; opinion?: string; onBehalf?: string }

const checked = ['review', 'file_for'];

/** What an action asks for before it is taken: a reason, an opinion, the reasons on the cells. */
export function ReportDialog({ report, action, notes, onClose, onSent }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const word = useActionWord('progress-report');
  const name = useName();
  const cellName = useCellName(report);
  const [form] = Form.useForm<Values>();
  const cells = Object.entries(notes).map(([cell, reason]) => ({ cell, reason }));
  const gaps = report.problems.filter(({ explained }) => !explained).length;
  const act = useMutation({
    mutationFn: (values: Values) => moveReport(report.id, report.version, { action, ...filled(values), ...(action === 'return' && cells.length > 0 && { cells }), ...(action === 'accept' && { submission: report.submissions }) }),
    onSuccess: ({ successorId }) => {
      for (const key of ['reports', 'cases', 'todos', 'overview']) void cache.invalidateQueries({ queryKey: [key] });
      onSent();
      onClose();
      if (successorId) void navigate(`/reports/${successorId}`);
    },
    onError: (error) => {
      markFields(form, error);
      if (isProblem(error, 409) || isProblem(error, 412)) void cache.invalidateQueries({ queryKey: ['reports', report.id] });
    },
  });
  const required = [{ required: true, message: t('form.required') }];
  const blocked = (checked.includes(action) && gaps > 0) || (action === 'return' && cells.length === 0);
  return (
    <Modal open title={word(action)} onCancel={onClose} onOk={form.submit} confirmLoading={act.isPending} okText={word(action)} cancelText={t('common.cancel')}
      okButtonProps={{ disabled: blocked, 'data-testid': 'report-confirm' } as ButtonProps}>
      <div aria-live="polite"><ProblemAlert error={act.error} /></div>
      <p>{report.unit.name} · {name(report.period)}</p>
      {checked.includes(action) && gaps > 0 && <Alert type="warning" showIcon title={t('report.problemCount', { count: gaps })} />}
      {['submit', 'file_for'].includes(action) && gaps === 0 && <p>{t('report.lockHint')}</p>}
      {action === 'correct' && <p>{t('report.correctHint')}</p>}
      {action === 'return' && (cells.length === 0 ? <Alert type="info" showIcon title={t('report.returnHint')} />
        : <ul className="plain-list" data-testid="return-cells">{cells.map(({ cell, reason }) => <li key={cell}><strong>{cellName(cell)}</strong>{t('common.colon')}{reason}</li>)}</ul>)}
      <Form form={form} layout="vertical" onFinish={(values) => act.mutate(values)}>
        {action === 'file_for' && <Form.Item name="onBehalf" label={t('report.basis')} rules={report.onBehalf ? [] : required} extra={report.onBehalf ?? t('report.basisHint')}><Input data-testid="report-onBehalf" /></Form.Item>}
        {action === 'forward' && <Form.Item name="opinion" label={t('feedback.opinion')} rules={required}><Input.TextArea rows={3} data-testid="report-opinion" /></Form.Item>}
        {['send_back', 'correct'].includes(action) && <Form.Item name="reason" label={t('field.reason')} rules={required}><Input.TextArea rows={3} data-testid="report-reason" /></Form.Item>}
        {action === 'return' && <Form.Item name="reason" label={t('report.overall')}><Input.TextArea rows={2} data-testid="report-reason" /></Form.Item>}
      </Form>
    </Modal>
  );
}
