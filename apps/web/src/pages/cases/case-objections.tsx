import { Button, Form, Input, Modal } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case, NewObjection, Objection } from '../../api/model';
import { permissions } from '../../app/permissions';
import { useCan, useSession } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { addObjection, answerObjection, getObjections } from './cases.api';

/** What was objected while the case was posted, and what came of it. Not shown to the unit. */
export function CaseObjections({ row }: { row: Case }) {
  const { t } = useTranslation();
  const may = useCan(permissions.objectToCases) && row.publicityFrom !== null;
  const query = useQuery({ queryKey: ['cases', row.id, 'objections'], queryFn: () => getObjections(row.id), enabled: may });
  const [adding, setAdding] = useState(false);
  const [answering, setAnswering] = useState<Objection>();
  const answers = useSession().position.role.startsWith('office_');
  const { day } = useFormat();
  if (!may) return null;
  return (
    <section className="panel" aria-labelledby="objections">
      <h2 id="objections">{t('objection.title')}</h2>
      <Loaded query={query}>
        {({ items }) => items.length === 0 ? <p className="quiet">{t('objection.none')}</p> : (
          <ul className="plain-list sponsor-list">
            {items.map((one) => (
              <li key={one.id}>
                <strong>{one.raisedBy}</strong> <span className="quiet">{day(one.raisedOn)}</span>
                <p className="said">{one.content}</p>
                {one.outcome ? <p className="said">{t('objection.outcome')}：{one.outcome}</p> : answers && <Button size="small" onClick={() => setAnswering(one)} data-testid="answer-objection">{t('objection.answer')}</Button>}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {row.abilities.includes('object') && <Button onClick={() => setAdding(true)} data-testid="add-objection">{t('objection.add')}</Button>}
      {(adding || answering) && <ObjectionDialog caseId={row.id} answering={answering} onClose={() => { setAdding(false); setAnswering(undefined); }} />}
    </section>
  );
}

function ObjectionDialog({ caseId, answering, onClose }: { caseId: string; answering: Objection | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [form] = Form.useForm<NewObjection & { outcome: string }>();
  const send = useMutation({
    mutationFn: ({ outcome, ...objection }: NewObjection & { outcome: string }) => (answering ? answerObjection(answering.id, answering.version, outcome) : addObjection(caseId, objection)),
    onSuccess: () => { void cache.invalidateQueries({ queryKey: ['cases', caseId] }); onClose(); },
    onError: (error) => markFields(form, error),
  });
  const required = [{ required: true, message: t('form.required') }];
  const title = t(answering ? 'objection.answer' : 'objection.add');
  return (
    <Modal open title={title} onCancel={onClose} onOk={form.submit} confirmLoading={send.isPending} okText={t('common.save')} cancelText={t('common.cancel')}>
      <div aria-live="polite"><ProblemAlert error={send.error} /></div>
      <Form form={form} layout="vertical" onFinish={(values) => send.mutate(values)}>
        {answering ? <Form.Item name="outcome" label={t('objection.outcome')} rules={required}><Input.TextArea rows={3} /></Form.Item> : (
          <>
            <Form.Item name="raisedBy" label={t('objection.raisedBy')} rules={required}><Input maxLength={100} /></Form.Item>
            <Form.Item name="content" label={t('objection.content')} rules={required}><Input.TextArea rows={3} /></Form.Item>
          </>
        )}
      </Form>
    </Modal>
  );
}
