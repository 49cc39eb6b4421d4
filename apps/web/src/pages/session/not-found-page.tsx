import { Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** Also what a person sees of a row outside their sight: the API does not tell the two apart, and neither may we. */
export function NotFoundPage({ trace }: { trace?: string }) {
  const { t } = useTranslation();
  return (
    <Result
      status="info"
      title={<h1>{t('notFound.title')}</h1>}
      subTitle={t('notFound.hint')}
      extra={<><Link to="/">{t('notFound.home')}</Link>{trace && <p className="quiet">{t('problem.trace')} <code>{trace}</code></p>}</>}
    />
  );
}
