import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Query, RoadmapBar } from '../../api/model';
import { useName } from '../../api/reference';
import { LightTag } from '../../components/light-tag';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { useBars } from './roadmap.api';
import { length, share, type TimeLine } from './time-line';

interface Props {
  query: Query;
  /** The filter and the key of the line. */
  filter: string;
  lineKey: string;
  line: TimeLine;
}

/** The assignments of a line, each from its issue to its due date, with the milestones of its case's plan. */
export function RoadmapBars({ query, filter, lineKey, line }: Props) {
  const { t } = useTranslation();
  const bars = useBars(query, filter, lineKey);
  if (bars.error) return <div className="rm-row"><div className="rm-label"><ProblemAlert error={bars.error} /></div></div>;
  if (!bars.data) return <div className="rm-row"><div className="rm-label rm-under"><Skeleton.Button active size="small" /></div></div>;
  const more = bars.data.total - bars.data.items.length;
  return (
    <>
      {bars.data.items.map((bar) => <Bar key={bar.id} bar={bar} line={line} filter={filter} />)}
      {more > 0 && <div className="rm-row"><div className="rm-label rm-under"><Link to={`/assignments?${filter}=${lineKey}`}>{t('roadmap.more', { n: more })}</Link></div><div className="rm-lane" /></div>}
    </>
  );
}

function Bar({ bar, line, filter }: { bar: RoadmapBar; line: TimeLine; filter: string }) {
  const { t } = useTranslation();
  const name = useName();
  const { day, percent } = useFormat();
  const words = t('roadmap.span', { from: day(bar.from), to: day(bar.dueOn), progress: percent(bar.progress) });
  return (
    <div className="rm-row" data-testid={`bar-${bar.id}`}>
      <div className="rm-label rm-under">
        <Link to={`/assignments/${bar.id}`} title={`${bar.no} · ${words}`} data-name>{filter === 'pilotUnit' ? `${bar.task.code} ${name(bar.task)}` : filter === 'task' ? bar.unit.name : `${bar.task.code} ${bar.unit.name}`}</Link>
        <LightTag light={bar.light} />
      </div>
      <div className="rm-lane">
        <span className="visually-hidden">{words}</span>
        <span className={`rm-bar rm-${bar.light}`} style={{ left: share(line, bar.from), width: length(line, bar.from, bar.dueOn) }} title={words}>
          <span className="rm-progress" style={{ width: `${bar.progress}%` }} />
        </span>
        {bar.originalDueOn !== bar.dueOn && <span className="rm-original" style={{ left: share(line, bar.originalDueOn) }} title={t('assignment.originally', { day: day(bar.originalDueOn) })} />}
        {bar.milestones.map((one) => <span key={one.dueOn + one.name} className="rm-milestone" style={{ left: share(line, one.dueOn) }} title={`${day(one.dueOn)} ${one.name}`}><span className="visually-hidden">{t('roadmap.milestone')} {day(one.dueOn)} {one.name}</span></span>)}
      </div>
    </div>
  );
}
