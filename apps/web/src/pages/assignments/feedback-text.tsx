import { useTranslation } from 'react-i18next';
import { attachmentUrl } from '../../api/client';
import type { Feedback } from '../../api/model';
import { useFormat } from '../../components/use-format';

/** What a unit answered, with the very files it was given with. */
export function FeedbackText({ feedback }: { feedback: Feedback }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  return (
    <div className="feedback">
      <p className="said">{feedback.conclusion}</p>
      {feedback.attachments.length > 0 && (
        <p><span className="quiet">{t('feedback.evidence')}{t('common.colon')}</span>{feedback.attachments.map((file) => <a key={file.id} href={attachmentUrl(file.id)} download={file.name}>{file.name} </a>)}</p>
      )}
      {feedback.reason && <p className="said"><span className="quiet">{t('field.reason')}{t('common.colon')}</span>{feedback.reason}</p>}
      <p className="quiet">{feedback.author.name} · <time dateTime={feedback.at}>{time(feedback.at)}</time>{feedback.signedBy && ` · ${t('feedback.signedBy', { name: feedback.signedBy })}`}</p>
    </div>
  );
}
