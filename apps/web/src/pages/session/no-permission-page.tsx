import { Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

export function NoPermissionPage({ trace }: { trace?: string }) {
  const { t } = useTranslation();
  return (
    <Result
      status="warning"
      title={<h1>{t('noPermission.title')}</h1>}
      subTitle={t('noPermission.hint')}
      extra={<><Link to="/">{t('notFound.home')}</Link>{trace && <p className="quiet">{t('problem.trace')} <code>{trace}</code></p>}</>}
    />
  );
}
