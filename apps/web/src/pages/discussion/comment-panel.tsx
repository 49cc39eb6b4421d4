import { Button, Mentions } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mentionable } from '../../api/model';
import { useWord } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan, useSession } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { findMentionable, listComments, sayComment, type Subject } from './discussion.api';

/** Written after the @; a name alone may be two people's. */
const called = ({ name, organisation }: Mentionable) => `${name}(${organisation})`.replaceAll(/\s/g, '');

/** What people say beside an assignment or a case. @ offers only whom it may be told to. */
export function CommentPanel({ subject }: { subject: Subject }) {
  const { t } = useTranslation();
  const word = useWord();
  const { time } = useFormat();
  const { reach } = useSession();
  const may = useCan(permissions.actOnAssignments) && reach !== 'inspector';
  const cache = useQueryClient();
  const [body, setBody] = useState('');
  const [q, setQ] = useState<string>();
  const offered = useRef(new Map<string, string>());
  const key = ['comments', subject];
  const query = useQuery({ queryKey: key, queryFn: () => listComments(subject) });
  const found = useQuery({ queryKey: ['mentionable', subject, q], queryFn: () => findMentionable(subject, q ?? ''), enabled: q !== undefined, placeholderData: (before) => before });
  const people = found.data?.items ?? [];
  for (const one of people) offered.current.set(called(one), one.positionId);
  const say = useMutation({
    mutationFn: () => {
      const mentions = [...offered.current].filter(([name]) => body.includes(`@${name}`)).map(([, id]) => id);
      return sayComment({ ...('assignment' in subject ? { assignmentId: subject.assignment } : { pilotCaseId: subject.pilotCase }), body: body.trim(), mentions });
    },
    onSuccess: () => { setBody(''); void cache.invalidateQueries({ queryKey: key }); },
  });

  return (
    <section className="panel" aria-labelledby="comments">
      <h2 id="comments">{t('comment.title')}</h2>
      {may && (
        <div className="comment-form">
          <div aria-live="polite"><ProblemAlert error={say.error} /></div>
          <Mentions rows={2} maxLength={4000} value={body} onChange={setBody} onSearch={setQ} filterOption={false} aria-label={t('comment.write')} placeholder={t('comment.hint')}
            loading={found.isFetching} notFoundContent={t('comment.nobody')} data-testid="comment-body"
            options={people.map((one) => ({ value: called(one), label: `${one.name} · ${one.organisation} · ${word('role', one.role)}` }))} />
          <Button type="primary" disabled={body.trim() === ''} loading={say.isPending} onClick={() => say.mutate()} data-testid="comment-say">{t('comment.say')}</Button>
        </div>
      )}
      <Loaded query={query}>
        {({ items }) => items.length === 0 ? <p className="quiet">{t('comment.empty')}</p> : (
          <ul className="plain-list comment-list">
            {items.map((comment) => (
              <li key={comment.id}>
                <p className="said">{comment.body}</p>
                <span className="quiet">{comment.author.name} · {comment.author.organisation} · <time>{time(comment.createdAt)}</time>{comment.mentions.length > 0 && ` · ${t('comment.told', { names: comment.mentions.map(({ name }) => name).join(t('common.comma')) })}`}</span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
