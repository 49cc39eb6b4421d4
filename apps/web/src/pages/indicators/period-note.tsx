import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FigurePeriod } from '../../api/model';
import { useName } from '../../api/reference';
import { useFormat } from '../../components/use-format';

/** Of a period that is not due yet numbers are still coming in. */
export function PeriodNote({ period }: { period: FigurePeriod | null | undefined }) {
  const { t } = useTranslation();
  const name = useName();
  const { day } = useFormat();
  if (!period || period.due) return null;
  return <Alert type="info" showIcon className="problem" title={t('indicator.notDue', { name: name(period), day: day(period.dueOn) })} />;
}
