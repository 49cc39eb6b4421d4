import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { attachmentUrl } from '../../api/client';
import type { TimelineEntry } from '../../api/model';
import { useActionWord, useWord, useWorkflow } from '../../api/reference';
import { EventTimeline } from '../../components/event-timeline';
import { Loaded } from '../../components/loaded';
import { getTimeline } from './assignments.api';

export function AssignmentTimeline({ id }: { id: string }) {
  const { t } = useTranslation();
  const title = useTitle();
  const word = useWord();
  const query = useQuery({ queryKey: ['assignments', id, 'timeline'], queryFn: () => getTimeline(id) });
  return (
    <Loaded query={query}>
      {({ items }) => items.length === 0 ? <p className="quiet">{t('timeline.empty')}</p> : (
        <EventTimeline
          events={items.map((entry) => ({
            id: `${entry.kind}-${entry.id}`,
            at: entry.at,
            who: entry.actor && [entry.actor.name, entry.actor.organisation, word('role', entry.actor.role)].join(' · '),
            title: title(entry),
            detail: <Detail entry={entry} />,
          }))}
        />
      )}
    </Loaded>
  );
}

/** What was set with an act. */
const said = (detail: unknown) => (detail ?? {}) as Record<string, string>;

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);

function useTitle() {
  const { t } = useTranslation();
  const word = useWord();
  const workflow = useWorkflow('assignment').data;
  const actionWord = useActionWord('assignment');
  return ({ kind, data }: TimelineEntry): string => {
    if (kind === 'progress') return t('timeline.progress', { progress: String(data['progress']) });
    if (kind === 'file') return t('timeline.file', { name: text(data['name']) });
    if (kind !== 'transition') return t('timeline.other');
    const action = workflow?.transitions.find((row) => row.action === data['action']);
    if (data['action'] === 'extend') return t('timeline.extend', said(data['detail']));
    const label = actionWord(String(data['action']), t(`timeline.acts.${String(data['action'])}`));
    return !action || data['from'] === data['to'] ? label : `${label} → ${word('task_state', text(data['to']))}`;
  };
}

interface File { id: string; name: string }

/** The words people wrote with the entry, and its files. */
function Detail({ entry: { data } }: { entry: TimelineEntry }) {
  const { t } = useTranslation();
  const parts = (['done', 'problems', 'nextSteps', 'reason', 'conclusion'] as const).filter((part) => text(data[part]));
  const files = Array.isArray(data['attachments']) ? (data['attachments'] as File[]) : [];
  return (
    <>
      {parts.map((part) => <p key={part} className="said"><span className="quiet">{t(`timeline.${part}`)} </span>{text(data[part])}</p>)}
      {text(said(data['detail'])['unconfirmedReason']) && <p className="said"><span className="quiet">{t('feedback.unconfirmedReason')} </span>{said(data['detail'])['unconfirmedReason']}</p>}
      {files.map((file) => <a key={file.id} href={attachmentUrl(file.id)} download={file.name}>{file.name} </a>)}
    </>
  );
}
