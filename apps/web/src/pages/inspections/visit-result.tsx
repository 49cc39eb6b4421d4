import { useTranslation } from 'react-i18next';
import type { Visit } from '../../api/model';
import { Facts } from '../../components/facts';
import { FeedBackButton } from './feed-back-button';
import { FindingLines } from './finding-lines';

export function VisitResult({ visit }: { visit: Visit }) {
  const { t } = useTranslation();
  const answers = new Map(visit.answers.map((answer) => [answer.itemId, answer]));
  return (
    <>
      {visit.abilities.includes('feed_back') && <FeedBackButton visit={visit} />}
      <section className="panel">
        <Facts columns={2} items={[[t('field.score'), visit.score ?? '—'], [t('field.conclusion'), visit.conclusion ?? t('visit.notFiled')]]} />
      </section>
      <section className="panel" aria-labelledby="findings">
        <h2 id="findings">{t('nav.findings')}</h2>
        <FindingLines findings={visit.findings} />
      </section>
      <section className="panel" aria-labelledby="checklist">
        <h2 id="checklist">{visit.checklist.name}</h2>
        <ol className="plain-list">
          {[...visit.checklist.items].sort((a, b) => a.seq - b.seq).map((item) => {
            const answer = answers.get(item.id);
            return (
              <li key={item.id} className="answer">
                <span>{item.seq}. {item.title}{answer?.note && <span className="quiet"> — {answer.note}</span>}</span>
                <strong>{answer ? t(`verdict.${answer.verdict}`) : '—'}</strong>
              </li>
            );
          })}
        </ol>
      </section>
    </>
  );
}
