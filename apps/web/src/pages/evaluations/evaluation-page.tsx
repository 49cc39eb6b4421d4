import { Alert, Button } from 'antd';
import FileExcelOutlined from '@ant-design/icons/es/icons/FileExcelOutlined';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Evaluation } from '../../api/model';
import { useActionWord, useName, useWord, useWorkflow } from '../../api/reference';
import { EventTimeline } from '../../components/event-timeline';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { PrintButton } from '../../components/print-button';
import { StateTag } from '../../components/state-tag';
import { AdoptButton } from './adopt-button';
import { DeductionsPanel } from './deductions-panel';
import { EvaluationDialog } from './evaluation-dialog';
import './evaluations.css';
import { getEvaluation, workbookUrl } from './evaluations.api';
import { MarkDrawer } from './mark-drawer';
import { ResultsPanel } from './results-panel';
import { ScoreTable } from './score-table';
import { Totals } from './totals';

const forward = ['submit', 'sign', 'report', 'publish'];

/** One unit's evaluation of a year: three scores side by side, each with its working, and what may be done now. */
export function EvaluationPage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['evaluations', id], queryFn: () => getEvaluation(id) });
  return <Loaded query={query}>{(row) => <EvaluationView row={row} />}</Loaded>;
}

function EvaluationView({ row }: { row: Evaluation }) {
  const { t } = useTranslation();
  const name = useName();
  const word = useWord();
  const workflow = useWorkflow('evaluation').data;
  const [open, setOpen] = useState<string>();
  const [marking, setMarking] = useState<string>();
  const actionWord = useActionWord('evaluation');
  const label = (action: string) => actionWord(action, t('evaluation.opened_step'));
  const act = (action: string) => (
    <Button key={action} color={forward.includes(action) ? 'primary' : 'default'} variant="outlined" onClick={() => setOpen(action)} data-testid={`action-${action}`}>{label(action)}</Button>
  );
  return (
    <div className="landscape evaluation">
      <PageHead title={row.unit.name} sub={<span className="tags"><span>{t('evaluation.of', { year: row.year })} · {name(row.region)} · {name(row.batch)} · </span><Link to={`/cases/${row.caseId}`}>{row.caseNo}</Link><StateTag list="evaluation_state" code={row.state} /></span>}>
        {row.abilities.filter((ability) => ability !== 'score').map(act)}
        <Button icon={<FileExcelOutlined />} href={workbookUrl(row.id)} download data-testid="evaluation-workbook">{t('evaluation.workbook')}</Button>
        <PrintButton />
      </PageHead>
      {row.scheme.illustrative && <Alert className="problem" type="warning" showIcon title={<Link to={`/evaluation-schemes?year=${row.year}`}>{t('evaluation.illustrative')}</Link>} />}
      {row.mySide && row.gaps.length > 0 && <Alert className="problem no-print" type="info" showIcon title={t('evaluation.lacks', { count: row.gaps.length })} action={<AdoptButton row={row} />} />}
      <Totals row={row} />
      <ScoreTable row={row} onMark={row.mySide ? setMarking : undefined} />
      <DeductionsPanel row={row} />
      <ResultsPanel row={row} />
      <section className="panel no-print" aria-labelledby="steps">
        <h2 id="steps">{t('timeline.title')}</h2>
        <EventTimeline events={[...row.steps].reverse().map((step, i) => ({
          id: String(i), at: step.at, who: [step.by.name, step.by.organisation, word('role', step.by.role)].join(' · '), title: label(step.action), detail: step.reason && <p className="said">{step.reason}</p>,
        }))} />
      </section>
      {open && <EvaluationDialog key={open} row={row} action={open} label={label(open)} needsReason={workflow?.transitions.find(({ action }) => action === open)?.needs?.includes('reason') ?? false} onClose={() => setOpen(undefined)} />}
      {marking && row.mySide && <MarkDrawer key={marking} row={row} code={marking} onNext={setMarking} onClose={() => setMarking(undefined)} />}
    </div>
  );
}
