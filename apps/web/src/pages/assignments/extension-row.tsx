import { useTranslation } from 'react-i18next';
import type { Extension } from '../../api/model';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';

/** The dates of a request: asked, granted, and the one there was from the beginning. */
export function ExtensionDates({ request }: { request: Extension }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  return (
    <div>
      {day(request.dueOn)} → {day(request.decidedDueOn ?? request.proposedDueOn)}
      <div className="quiet">
        {t('assignment.originally', { day: day(request.originalDueOn) })}
        {request.decidedDueOn && request.decidedDueOn !== request.proposedDueOn && ` · ${t('extension.askedFor', { day: day(request.proposedDueOn) })}`}
      </div>
    </div>
  );
}

/** Who asked, signed and decided, and what they said. */
export function ExtensionSaid({ request }: { request: Extension }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const people = [
    `${t('extension.by.asked')} ${request.requestedBy.name} ${time(request.createdAt)}`,
    request.signedBy && `${t('extension.by.signed')} ${request.signedBy}`,
    request.decidedBy && `${t('extension.by.decided')} ${request.decidedBy.name} ${request.decidedAt ? time(request.decidedAt) : ''}`,
  ].filter(Boolean);
  return (
    <>
      <div className="said">{request.reason} <span className="quiet">{t('field.progress')} {request.progress}%</span></div>
      {request.decisionReason && <div className="said"><span className="quiet">{t('extension.answer')}{t('common.colon')}</span>{request.decisionReason}</div>}
      <div className="quiet">{people.join(' · ')}</div>
    </>
  );
}

export const ExtensionState = ({ request }: { request: Extension }) => <StateTag list="extension_state" code={request.state} />;
