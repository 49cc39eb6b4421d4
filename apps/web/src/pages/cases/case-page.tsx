import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Case } from '../../api/model';
import { useName, useWord } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { Facts } from '../../components/facts';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';
import { CaseActions } from './case-actions';
import { CaseAssignments } from './case-assignments';
import { CaseObjections } from './case-objections';
import { CasePapers } from './case-papers';
import { CaseReports } from './case-reports';
import { CaseSteps } from './case-steps';
import { CommentPanel } from '../discussion/comment-panel';
import { CaseEvaluations } from '../evaluations/case-evaluations';
import { FilePanel } from '../discussion/file-panel';
import { CaseTimeline } from './case-timeline';
import { CaseVisits } from './case-visits';
import { getCaseReportSteps } from '../reports/reports.api';
import { getCase, getCaseAssignments } from './cases.api';

/** What asks for a paper to be read or written first is done on that paper's page. */
const actsHere = ['accept', 'recommend', 'shortlist', 'designate', 'reject', 'start_evaluation', 'pass', 'improve', 'name_model', 'suspend', 'resume', 'withdraw'];

export function CasePage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const word = useWord();
  const name = useName();
  const mayTalk = [useCan(permissions.readAssignments), useCan(permissions.readPapers)].every(Boolean);
  const query = useQuery({ queryKey: ['cases', id], queryFn: () => getCase(id) });
  const reads = useCan(permissions.readReports);
  const reportSteps = useQuery({ queryKey: ['reports', 'steps-of-case', id], queryFn: () => getCaseReportSteps(id), enabled: reads });

  return (
    <Loaded query={query}>
      {(row) => (
        <>
          <PageHead title={row.unit.name} sub={`${name(row.batch)} · ${word('pilot_level', row.level)} · ${row.caseNo}`}>
            <Link to={`/units/${row.unit.id}`}>{t('case.unit')}</Link>
            <StateTag list="case_state" code={row.state} />
            <CaseActions row={row} only={actsHere} />
          </PageHead>
          <section className="panel"><CaseSteps state={row.state} steps={row.steps} /></section>
          <CasePapers row={row} />
          <section className="panel"><CaseFacts row={row} /></section>
          <CaseObjections row={row} />
          <AssignmentsPanel id={id} />
          <CaseReports id={id} />
          <CaseEvaluations id={id} />
          <CaseVisits id={id} />
          {mayTalk && <><CommentPanel subject={{ pilotCase: id }} /><FilePanel subject={{ pilotCase: id }} /></>}
          <section className="panel" aria-labelledby="steps"><h2 id="steps">{t('case.steps')}</h2><CaseTimeline steps={row.steps} reportSteps={reportSteps.data?.items ?? []} /></section>
        </>
      )}
    </Loaded>
  );
}

function CaseFacts({ row }: { row: Case }) {
  const { t } = useTranslation();
  const name = useName();
  const { day } = useFormat();
  return (
    <Facts items={[
      [t('field.region'), name(row.region)],
      [t('field.sponsors'), row.sponsors.map(name).join(t('common.comma')) || '—'],
      ...(row.publicityFrom ? [[t('case.publicity'), `${day(row.publicityFrom)} – ${day(row.publicityTo)}`] as [string, string]] : []),
      [t('field.docNo'), row.docNo],
      [t('field.designatedOn'), day(row.designatedOn)],
      [t('field.reformStage'), row.reformStage ? t(`stage.${row.reformStage}`, { defaultValue: row.reformStage }) : '—'],
    ]} />
  );
}

/** Asked for apart from the case, because inspectors see the case and not its assignments. */
function AssignmentsPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const may = useCan(permissions.readAssignments);
  const query = useQuery({ queryKey: ['cases', id, 'assignments'], queryFn: () => getCaseAssignments(id), enabled: may });
  if (!may) return null;
  return (
    <section className="panel" aria-labelledby="assignments">
      <h2 id="assignments">{t('nav.assignments')}</h2>
      <Loaded query={query}>{({ items }) => <CaseAssignments rows={items} />}</Loaded>
    </section>
  );
}
