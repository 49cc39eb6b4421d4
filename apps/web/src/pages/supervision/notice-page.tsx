import { Button } from 'antd';
import FileWordOutlined from '@ant-design/icons/es/icons/FileWordOutlined';
import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { SupervisionNotice } from '../../api/model';
import { useActionWord, useName, useWord, useWorkflow } from '../../api/reference';
import { EventTimeline } from '../../components/event-timeline';
import { LightTag } from '../../components/light-tag';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';
import { KindTag } from './kind-tag';
import { NoticeDialog } from './notice-dialog';
import { documentUrl, getNotice } from './supervision.api';
import './supervision.css';

const forward = ['issue', 'reply', 'close'];

/** One notice as the paper it is, with what can be done to it and what was done. */
export function NoticePage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const workflow = useWorkflow('supervision_notice').data;
  const query = useQuery({ queryKey: ['supervision', id], queryFn: () => getNotice(id) });
  const [open, setOpen] = useState<string>();
  const label = useActionWord('supervision_notice');
  return (
    <Loaded query={query}>
      {(row) => (
        <>
          <PageHead title={row.no ?? t('supervision.unsigned')}
            sub={<span className="tags"><KindTag kind={row.kind} /><StateTag list="supervision_state" code={row.state} />{row.replyOverdue && <span className="count-error">{t('supervision.late')}</span>}</span>}>
            {row.abilities.map((action) => (
              <Button key={action} color={forward.includes(action) ? 'primary' : 'default'} variant="outlined" onClick={() => setOpen(action)} data-testid={`action-${action}`}>{label(action)}</Button>
            ))}
            <Button icon={<FileWordOutlined />} href={documentUrl(id)} download data-testid="notice-word">{t('supervision.word')}</Button>
            <Button icon={<PrinterOutlined />} onClick={() => window.print()}>{t('supervision.print')}</Button>
          </PageHead>
          <Paper notice={row} />
          <section className="panel no-print" aria-labelledby="steps">
            <h2 id="steps">{t('timeline.title')}</h2>
            <Steps notice={row} label={label} />
          </section>
          {open && <NoticeDialog key={open} notice={row} action={open} label={label(open)} needs={workflow?.transitions.find(({ action }) => action === open)?.needs ?? []} onClose={() => setOpen(undefined)} />}
        </>
      )}
    </Loaded>
  );
}

function Paper({ notice: row }: { notice: SupervisionNotice }) {
  const { t } = useTranslation();
  const word = useWord();
  const name = useName();
  const { day } = useFormat();
  const lines: [string, React.ReactNode][] = [
    [t('supervision.no'), row.no ?? t('supervision.unsigned')],
    [t('supervision.matter'), <Link key="task" to={`/assignments/${row.assignmentId}`}>{row.task.code} {name(row.task)}（{row.assignmentNo}）</Link>],
    [t('supervision.unit'), <Link key="case" to={`/cases/${row.caseId}`}>{row.unit.name}</Link>],
    [t('field.lead'), name(row.lead)],
    [t('supervision.issuedOn'), day(row.issuedOn)],
    [t('supervision.dueOn'), day(row.dueOn)],
    [t('supervision.then'), <span key="then" className="tags"><LightTag light={row.light} />{row.progress}%</span>],
    [t('supervision.problem'), row.problem],
    [t('supervision.requirement'), row.requirement],
    ...(row.kind === 'remind' ? [] : [[t('supervision.replyBy'), day(row.replyBy)], [t('supervision.reply'), row.reply ? `${row.reply}\n${day(row.repliedOn)}` : '—']] as [string, React.ReactNode][]),
    [t('supervision.signer'), row.signer ? `${row.signer}${row.issuer ? ` · ${row.issuer}` : ''}` : '—'],
  ];
  return (
    <section className="panel notice-paper" aria-labelledby="paper">
      <h2 id="paper">{word('supervision_notice', row.kind)}</h2>
      <dl>{lines.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}

function Steps({ notice, label }: { notice: SupervisionNotice; label: (action: string) => string }) {
  const { t } = useTranslation();
  const word = useWord();
  if (notice.steps.length === 0) return <p className="quiet">{t(notice.rule ? 'supervision.raisedByRule' : 'supervision.waits')}</p>;
  return (
    <EventTimeline events={[...notice.steps].reverse().map((step, i) => ({
      id: String(i), at: step.at, who: [step.by.name, step.by.organisation, word('role', step.by.role)].join(' · '),
      title: notice.kind === 'remind' ? t('supervision.urged') : label(step.action), detail: step.reason && <p className="said">{step.reason}</p>,
    }))} />
  );
}
