import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';

/** What has to be filled in before it can be handed in, each leading to its field. */
export function MissingList({ items }: { items: { id: string; label: string; detail: string }[] }) {
  const { t } = useTranslation();
  if (items.length === 0) return <Alert type="success" showIcon title={t('application.whole')} data-testid="nothing-missing" />;
  const go = (id: string) => document.getElementById(id)?.focus();
  return (
    <Alert type="info" showIcon title={t('application.missing', { count: items.length })} data-testid="missing"
      description={<ul className="missing-list">{items.map(({ id, label, detail }) => (
        <li key={id + detail}><button type="button" className="link-button" onClick={() => go(id)}>{label}</button> <span className="quiet">{detail}</span></li>
      ))}</ul>} />
  );
}
