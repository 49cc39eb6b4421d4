import { Button, Checkbox, Form, Input } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssignRequest, CaseRow } from '../../api/model';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { filled } from '../../components/filled';
import { PageHead } from '../../components/page-head';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { NoPermissionPage } from '../session/no-permission-page';
import { WordItem } from '../units/unit-form-fields';
import { assign } from './assignments.api';
import { AssignResultTable } from './assign-result-table';
import { LimitInput, type Limit } from './limit-input';
import { PickCases } from './pick-cases';
import { PickTasks } from './pick-tasks';
import { SourceFields } from './source-fields';

type Values = Pick<AssignRequest, 'requirement' | 'urgency' | 'issue' | 'source'> & { dueOn: Limit };

/** Tasks × cases, one due date. What exists already is skipped, and every pair is answered. */
export function AssignPage() {
  const { t } = useTranslation();
  const may = useCan(permissions.createAssignments);
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [tasks, setTasks] = useState<string[]>([]);
  const [cases, setCases] = useState<CaseRow[]>([]);
  const submit = useMutation({
    mutationFn: ({ dueOn, ...rest }: Values) =>
      assign({ ...filled(rest), pilotCaseIds: cases.map(({ id }) => id), taskCodes: tasks, ...dueOn }),
    onSuccess: () => { for (const key of ['assignments', 'cases', 'todos', 'overview']) void cache.invalidateQueries({ queryKey: [key] }); },
    onError: (error) => markFields(form, error),
  });
  if (!may) return <NoPermissionPage />;
  if (submit.data) return <AssignResultTable result={submit.data} cases={cases} onAgain={submit.reset} />;
  const product = tasks.length * cases.length;

  return (
    <>
      <PageHead title={t('assign.title')} sub={t('assign.hint')} />
      <section className="panel"><PickTasks value={tasks} onChange={setTasks} /></section>
      <section className="panel"><PickCases value={cases} onChange={setCases} /></section>
      <section className="panel">
        <h2>{t('assign.terms')}</h2>
        <Form form={form} layout="vertical" initialValues={{ urgency: 'normal', issue: false, source: { kind: 'catalogue' } }} onFinish={(values) => submit.mutate(values)} className="assign-terms">
          <Form.Item name="dueOn" label={t('field.dueOn')} rules={[{ required: true, message: t('form.required') }]}><LimitInput testId="assign-due-on" /></Form.Item>
          <WordItem name="urgency" list="urgency" required />
          <SourceFields />
          <Form.Item name="requirement" label={t('field.requirement')}><Input.TextArea rows={2} data-testid="assign-requirement" /></Form.Item>
          <Form.Item name="issue" valuePropName="checked" label={t('assign.afterwards')}><Checkbox data-testid="assign-issue">{t('assign.issueNow')}</Checkbox></Form.Item>
        </Form>
        <div aria-live="polite"><ProblemAlert error={submit.error} /></div>
        <div className="assign-submit">
          <span aria-live="polite" data-testid="assign-preview">{t('assign.preview', { tasks: tasks.length, cases: cases.length, product })}</span>
          <Button type="primary" disabled={product === 0} loading={submit.isPending} onClick={form.submit} data-testid="assign-submit">{t('assign.submit')}</Button>
        </div>
      </section>
    </>
  );
}
