import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';

/** A bug of ours, or a chunk that a new release has replaced: reloading helps with the second. */
export function CrashPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <main className="crash">
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.hint')}</p>
      {error instanceof Error && <p className="quiet"><code>{error.message}</code></p>}
      <Button type="primary" onClick={() => location.reload()}>{t('crash.reload')}</Button>
    </main>
  );
}
