import { App, Button, Form, Input, Modal } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Proposal } from '../../api/model';
import { useWord } from '../../api/reference';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { decideProposal } from './positions.api';

/** Positions that the system administrator asks for; the security administrator decides. */
export function ProposalList({ proposals }: { proposals: Proposal[] }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const word = useWord();
  const { day } = useFormat();
  const [rejecting, setRejecting] = useState<Proposal>();
  const [form] = Form.useForm<{ reason: string }>();
  const decide = useMutation({
    mutationFn: ({ row, action, reason }: { row: Proposal; action: 'approve' | 'reject' | 'withdraw'; reason?: string }) => decideProposal(row.id, row.version, { action, reason }),
    onSuccess: (row) => {
      void message.success(t(`people.${row.state}`));
      setRejecting(undefined);
      for (const key of ['proposals', 'positions', 'users']) void cache.invalidateQueries({ queryKey: [key] });
    },
  });
  return (
    <>
      <div aria-live="polite"><ProblemAlert error={rejecting ? null : decide.error} /></div>
      <ul className="plain-list position-lines">
        {proposals.map((row) => (
          <li key={row.id}>
            <Link to={`/users/${row.user.id}`} data-name>{row.user.name}</Link>
            <span data-name>{word('role', row.role)} · {row.organisation.name}</span>
            <span className="quiet">{t('people.fromDay', { day: day(row.validFrom) })}{row.reason && <span data-name> · {row.reason}</span>}</span>
            {row.abilities.length > 0 && (
              <span className="page-tools">
                {(['approve', 'withdraw'] as const).filter((action) => row.abilities.includes(action)).map((action) => (
                  <Button key={action} size="small" type={action === 'approve' ? 'primary' : 'default'} loading={decide.isPending && decide.variables.row.id === row.id} onClick={() => decide.mutate({ row, action })} data-testid={`${action}-${row.id}`}>{t(`people.${action}`)}</Button>
                ))}
                {row.abilities.includes('reject') && <Button size="small" onClick={() => setRejecting(row)} data-testid={`reject-${row.id}`}>{t('people.reject')}</Button>}
              </span>
            )}
          </li>
        ))}
      </ul>
      {rejecting && (
        <Modal open title={t('people.reject')} onCancel={() => setRejecting(undefined)} onOk={form.submit} okText={t('people.reject')} cancelText={t('common.cancel')} confirmLoading={decide.isPending}>
          <div aria-live="polite"><ProblemAlert error={decide.error} /></div>
          <Form form={form} layout="vertical" onFinish={({ reason }) => decide.mutate({ row: rejecting, action: 'reject', reason })}>
            <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, message: t('form.required') }]}><Input.TextArea rows={3} maxLength={300} /></Form.Item>
          </Form>
        </Modal>
      )}
    </>
  );
}
