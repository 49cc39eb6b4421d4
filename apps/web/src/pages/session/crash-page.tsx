import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';

/** A bug of ours, or a chunk that a new release has replaced: reloading helps with the second. */
export function CrashPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <Result
      status="error"
      title={<h1>{t('crash.title')}</h1>}
      subTitle={error instanceof Error ? error.message : t('crash.hint')}
      extra={<Button type="primary" onClick={() => location.reload()}>{t('crash.reload')}</Button>}
    />
  );
}
