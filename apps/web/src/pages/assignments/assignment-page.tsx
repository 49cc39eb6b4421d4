import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useName } from '../../api/reference';
import { FlagTags } from '../../components/flag-tags';
import { LightTag } from '../../components/light-tag';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { StateTag } from '../../components/state-tag';
import { CommentPanel } from '../discussion/comment-panel';
import { FilePanel } from '../discussion/file-panel';
import { LogProgressButton } from '../progress/log-progress-button';
import { AskExtensionButton } from './ask-extension-button';
import { AssignmentExtensions } from './assignment-extensions';
import { AssignmentFacts } from './assignment-facts';
import { AssignmentFeedbacks } from './assignment-feedbacks';
import { AssignmentSteps } from './assignment-steps';
import { AssignmentTimeline } from './assignment-timeline';
import { getAssignment } from './assignments.api';
import { MilestonePanel } from './milestone-panel';
import { NoticesOfAssignment } from '../supervision/notices-of-assignment';
import { UrgeButton } from '../supervision/urge-button';
import { TransitionButtons } from './transition-buttons';

export function AssignmentPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const name = useName();
  const query = useQuery({ queryKey: ['assignments', id], queryFn: () => getAssignment(id) });

  return (
    <Loaded query={query}>
      {(row) => (
        <>
          <PageHead
            title={`${row.task.code} ${name(row.task)}`}
            sub={<span className="tags"><Link to={`/cases/${row.caseId}`}>{row.unit.name}</Link><LightTag light={row.light} /><StateTag list="task_state" code={row.state} /><FlagTags flags={row.flags} /></span>}
          >
            <LogProgressButton assignment={row} primary />
            <AskExtensionButton assignment={row} />
            <TransitionButtons assignment={row} />
            <UrgeButton assignments={[row]} />
          </PageHead>
          <section className="panel"><AssignmentSteps assignment={row} /></section>
          <section className="panel"><AssignmentFacts assignment={row} /></section>
          <MilestonePanel assignment={row} />
          <AssignmentFeedbacks assignment={row} />
          <AssignmentExtensions id={id} />
          <NoticesOfAssignment id={id} />
          <CommentPanel subject={{ assignment: id }} />
          <FilePanel subject={{ assignment: id }} />
          <section className="panel" aria-labelledby="timeline">
            <h2 id="timeline">{t('timeline.title')}</h2>
            <AssignmentTimeline id={id} />
          </section>
        </>
      )}
    </Loaded>
  );
}
