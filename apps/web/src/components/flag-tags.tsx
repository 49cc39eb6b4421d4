import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

export function FlagTags({ flags }: { flags: string[] }) {
  const { t } = useTranslation();
  return <>{flags.map((flag) => <Tag key={flag} variant="outlined" className="flag-tag">{t(`flag.${flag}`)}</Tag>)}</>;
}
