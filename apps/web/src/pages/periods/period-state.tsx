import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

const colours: Record<string, string> = { open: 'blue', late: 'orange' };

/** Where a period stands today: it follows from its days, and nobody sets it. */
export function PeriodState({ state }: { state: string }) {
  const { t } = useTranslation();
  return <Tag variant="outlined" color={colours[state]}>{t(`period.is.${state}`)}</Tag>;
}
