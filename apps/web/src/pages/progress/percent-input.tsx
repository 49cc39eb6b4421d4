import { InputNumber, Slider } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  id?: string;
  value?: number;
  onChange?: (value: number | null) => void;
  planned: number | null;
}

/** Slide roughly or type exactly; a mark shows where the plan would have it. */
export function PercentInput({ id, value = 0, onChange, planned }: Props) {
  const { t } = useTranslation();
  return (
    <div className="percent-input">
      <Slider min={0} max={100} value={value} onChange={onChange} ariaLabelForHandle={t('field.progress')}
        marks={planned == null ? undefined : { [planned]: { label: t('progress.planned', { planned }) } }} />
      <InputNumber id={id} min={0} max={100} precision={0} suffix="%" value={value} onChange={onChange} data-testid="progress-percent" />
    </div>
  );
}
