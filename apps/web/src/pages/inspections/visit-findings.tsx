import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChecklistItem } from '../../api/model';
import { useWord } from '../../api/reference';
import { FindingDrawer } from './finding-drawer';
import type { DraftInHand } from './visit-draft';

interface Props {
  items: ChecklistItem[];
  hand: DraftInHand;
}

export function VisitFindings({ items, hand }: Props) {
  const { t } = useTranslation();
  const word = useWord();
  const [adding, setAdding] = useState(false);
  const { findings } = hand.draft;
  const remove = (index: number) => hand.change({ findings: findings.filter((_, at) => at !== index) });

  return (
    <section className="panel" aria-label={t('nav.findings')}>
      {findings.length === 0 && <p className="quiet">{t('finding.noneYet')}</p>}
      <div className="row-cards">
        {findings.map((finding, index) => (
          <article key={finding.facts + String(index)} className="row-card" data-testid="draft-finding">
            <div className="line"><strong>{word('finding_severity', finding.severity)}</strong><span className="quiet">{word('finding_nature', finding.nature)}</span></div>
            <p className="said">{finding.facts}</p>
            {finding.attachments.length > 0 && <span className="quiet">{t('finding.photos', { n: finding.attachments.length })}</span>}
            <Popconfirm title={t('finding.removeSure')} okText={t('common.yes')} cancelText={t('common.cancel')} onConfirm={() => remove(index)}>
              <Button size="small" danger>{t('finding.remove')}</Button>
            </Popconfirm>
          </article>
        ))}
      </div>
      <Button block size="large" onClick={() => setAdding(true)} data-testid="add-finding" className="add-finding">{t('finding.add')}</Button>
      {adding && <FindingDrawer items={items} onClose={() => setAdding(false)} onAdd={(finding) => { hand.change({ findings: [...findings, finding] }); setAdding(false); }} />}
    </section>
  );
}
