import { Alert, Button, Drawer, Form, Input, Select } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReportBulk, ReportRow } from '../../api/model';
import { useActionWord, useWorkflow } from '../../api/reference';
import { useSession } from '../../app/session';
import { filled } from '../../components/filled';
import { Loaded } from '../../components/loaded';
import { ProblemAlert } from '../../components/problem-alert';
import { ChangeList } from './change-list';
import { getManyChanges, moveReports } from './reports.api';
import './report.css';

type Action = ReportBulk['action'];
const actions: readonly Action[] = ['submit', 'city_start', 'forward', 'direct', 'accept'];
const most = 100;

/** One act over the reports that are chosen; what changed in each since the reviewer's last look is shown before it is taken. */
export function ReportBulkBar({ chosen, onDone }: { chosen: ReportRow[]; onDone: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { position } = useSession();
  const workflow = useWorkflow('progress-report').data;
  const word = useActionWord('progress-report');
  const offered = actions.filter((action) => workflow?.transitions.some((row) => row.action === action && row.by.includes(position.role)));
  const [picked, setPicked] = useState<Action>();
  const [open, setOpen] = useState(false);
  const action = picked ?? offered.at(-1);
  const act = useMutation({
    mutationFn: (body: ReportBulk) => moveReports(body),
    onSuccess: () => {
      setOpen(false);
      for (const key of ['reports', 'todos', 'overview']) void cache.invalidateQueries({ queryKey: [key] });
    },
  });
  const answer = act.data;
  return (
    <>
      <div className="panel batch-bar">
        <span aria-live="polite">{t('bulk.chosen', { count: chosen.length })}</span>
        <span className="page-tools">
          <Select aria-label={t('bulk.action')} value={action} onChange={setPicked} options={offered.map((value) => ({ value, label: word(value) }))} style={{ minWidth: 140 }} data-testid="bulk-action" />
          <Button type="primary" disabled={chosen.length === 0 || chosen.length > most || !action} onClick={() => setOpen(true)} data-testid="bulk-take">{t('bulk.take')}</Button>
          <Button onClick={onDone}>{t('common.close')}</Button>
        </span>
      </div>
      {chosen.length > most && <Alert className="problem" type="info" showIcon title={t('report.atMost', { most })} />}
      {answer && (
        <Alert className="problem" showIcon type={answer.refused > 0 ? 'warning' : 'success'} data-testid="bulk-answer" title={t('bulk.answer', { done: answer.done, refused: answer.refused })}
          description={answer.refused > 0 && <ul>{answer.items.filter(({ outcome }) => outcome === 'refused').map((item) => <li key={item.id}>{item.unit ?? item.id}{t('common.colon')}{item.detail}</li>)}</ul>} />
      )}
      {open && action && <ChangesDrawer chosen={chosen} action={action} title={t('bulk.title', { action: word(action), count: chosen.length })} label={word(action)} error={act.error} busy={act.isPending} onTake={act.mutate} onClose={() => setOpen(false)} />}
    </>
  );
}

interface DrawerProps { chosen: ReportRow[]; action: Action; title: string; label: string; error: unknown; busy: boolean; onTake: (body: ReportBulk) => void; onClose: () => void }

/** The versions and submissions that were shown are the ones that are acted on: whatever moved meanwhile is refused. */
function ChangesDrawer({ chosen, action, title, label, error, busy, onTake, onClose }: DrawerProps) {
  const { t } = useTranslation();
  const ids = chosen.map(({ id }) => id);
  const query = useQuery({ queryKey: ['reports', 'changes', ids], queryFn: () => getManyChanges(ids), staleTime: 0, gcTime: 0 });
  const [form] = Form.useForm<{ opinion?: string }>();
  const shown = query.data?.items ?? [];
  const take = (values: { opinion?: string }) =>
    onTake({ action, ...filled(values), items: shown.map(({ id, version, submission }) => ({ id, version, ...(action === 'accept' && { submission, changesShown: true }) })) });
  return (
    <Drawer open title={title} size={760} onClose={onClose} footer={<div className="page-tools"><Button onClick={onClose}>{t('common.cancel')}</Button><Button type="primary" loading={busy} disabled={shown.length === 0} onClick={form.submit} data-testid="bulk-confirm">{label}</Button></div>}>
      <p>{t('report.drawerHint')}</p>
      <div aria-live="polite"><ProblemAlert error={error} /></div>
      <Form form={form} layout="vertical" onFinish={take}>
        {action === 'forward' && <Form.Item name="opinion" label={t('feedback.opinion')} rules={[{ required: true, message: t('form.required') }]}><Input.TextArea rows={2} data-testid="bulk-opinion" /></Form.Item>}
      </Form>
      <Loaded query={query}>
        {({ items }) => (
          <ul className="plain-list change-rows" data-testid="bulk-changes" data-count={items.length}>
            {items.map((item) => (
              <li key={item.id}>
                <h3><Link to={`/reports/${item.id}`}>{item.unit.name}</Link> <span className="quiet">{item.since === null ? t('report.neverLooked') : t('report.sinceLook', { n: item.since })}</span></h3>
                <ChangeList changes={item} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Drawer>
  );
}
