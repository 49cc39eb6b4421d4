import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../api/problem';
import { InSight } from './in-sight';

interface Props {
  error: unknown;
  onRetry?: () => void;
}

/** What went wrong in the server's own words, every bad field, and the trace id to quote on the telephone. */
export function ProblemAlert({ error, onRetry }: Props) {
  const { t } = useTranslation();
  if (!error) return null;
  const problem = isProblem(error) ? error : null;
  const hint = problem && [0, 403, 404, 503].includes(problem.status) ? t(`problem.${problem.status}`) : null;
  const title = problem && problem.status !== 0 ? problem.message : t('problem.unknown');

  return (
    <InSight of={error}>
      <Alert
        type="error"
        showIcon
        className="problem"
        title={problem?.status === 0 ? t('problem.0') : title}
        description={
          <>
            {hint && problem?.status !== 0 && <p>{hint}</p>}
            {problem && problem.errors.length > 0 && (
              <ul>{problem.errors.map(({ pointer, detail }) => <li key={pointer + detail}><code>{pointer}</code> {detail}</li>)}</ul>
            )}
            {problem?.body.traceId && <p className="quiet">{t('problem.trace')} <code>{problem.body.traceId}</code></p>}
          </>
        }
        action={onRetry && <Button size="small" onClick={onRetry}>{t('common.retry')}</Button>}
      />
    </InSight>
  );
}
