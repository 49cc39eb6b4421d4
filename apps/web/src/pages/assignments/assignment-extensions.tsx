import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ExtensionActions } from './extension-actions';
import { ExtensionDates, ExtensionSaid, ExtensionState } from './extension-row';
import { listExtensions } from './extensions.api';

/** 延期申请 of one assignment, newest first; nothing where nobody ever asked. */
export function AssignmentExtensions({ id }: { id: string }) {
  const { t } = useTranslation();
  const items = useQuery({ queryKey: ['extensions', 'of', id], queryFn: () => listExtensions({ assignment: id, limit: 50 }) }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="extensions">
      <h2 id="extensions">{t('extension.title')}</h2>
      {items.map((request) => (
        <article key={request.id} className="feedback-row" data-testid={`request-${request.state}`}>
          <ExtensionState request={request} />
          <div><ExtensionDates request={request} /><ExtensionSaid request={request} /></div>
          <ExtensionActions request={request} />
        </article>
      ))}
    </section>
  );
}
