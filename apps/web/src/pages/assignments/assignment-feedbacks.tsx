import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Assignment } from '../../api/model';
import { useName } from '../../api/reference';
import { useFormat } from '../../components/use-format';
import { FeedbackText } from './feedback-text';

/** The answers of the unit, newest first, and who of the cooperating departments has confirmed the one that stands. */
export function AssignmentFeedbacks({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const name = useName();
  const { time } = useFormat();
  const { feedbacks, parties, state } = assignment;
  const partners = parties.filter(({ role }) => role !== 'lead');
  const waits = ['feedback_submitted', 'completed', 'archived'].includes(state) && partners.length > 0;
  if (feedbacks.length === 0 && !waits) return null;
  return (
    <section className="panel" aria-labelledby="feedbacks">
      <h2 id="feedbacks">{t('feedback.title')}</h2>
      {feedbacks.map((feedback) => (
        <article key={feedback.id} className="feedback-row" data-testid={`feedback-${feedback.state}`}>
          <Tag variant="outlined">{t(`feedback.state.${feedback.state}`)}</Tag>
          <FeedbackText feedback={feedback} />
        </article>
      ))}
      {waits && (
        <>
          <h3>{t('feedback.confirmations')}</h3>
          <ul className="plain-list sponsor-list">
            {partners.map(({ department, role, confirmedAt, confirmedBy, opinion }) => (
              <li key={department.id} data-testid={`partner-${department.code}`}>
                <strong>{name(department)}</strong> <span className="quiet">{t(`party.${role}`)}</span> <Tag variant="outlined">{confirmedAt ? t('feedback.confirmed') : t('feedback.unconfirmed')}</Tag>
                {confirmedAt && <span className="quiet">{confirmedBy} · {time(confirmedAt)}</span>}
                {opinion && <p className="said">{opinion}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
