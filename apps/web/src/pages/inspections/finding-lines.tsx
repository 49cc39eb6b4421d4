import { useTranslation } from 'react-i18next';
import { attachmentUrl } from '../../api/client';
import type { Finding } from '../../api/model';
import { useWord } from '../../api/reference';
import { useFormat } from '../../components/use-format';

export function FindingLines({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation();
  if (findings.length === 0) return <p className="quiet">{t('finding.none')}</p>;
  return <div className="row-cards">{findings.map((finding) => <div key={finding.id} className="row-card"><FindingCard finding={finding} /></div>)}</div>;
}

export function FindingCard({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const word = useWord();
  const { time } = useFormat();
  return (
    <>
      <div className="line"><strong>{word('finding_severity', finding.severity)}</strong><span>{word('finding_nature', finding.nature)}</span><span className="quiet num">{finding.no}</span></div>
      <p className="said">{finding.facts}</p>
      {finding.basis && <p className="said quiet">{t('field.basis')} {finding.basis}</p>}
      <div className="line">{finding.attachments.map((file) => <a key={file.id} href={attachmentUrl(file.id)} download={file.name}>{file.name}</a>)}</div>
      <span className="quiet">{finding.fedBackAt ? t('finding.fedBack', { time: time(finding.fedBackAt) }) : t('finding.notFedBack')}</span>
    </>
  );
}
