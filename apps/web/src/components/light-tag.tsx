import { useTranslation } from 'react-i18next';
import type { Light } from '../api/model';
import { useWord } from '../api/reference';

const shapes: Record<Light, string> = { green: '●', yellow: '▲', red: '■', grey: '○', done: '✓' };

/** A light always carries its word; the shape helps those who see no difference between red and green. */
export function LightTag({ light }: { light: string }) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <span className={`light light-${light}`} title={word('light', light)} data-light={light}>
      <span aria-hidden>{shapes[light as Light]}</span>
      {t(`light.${light}`)}
    </span>
  );
}
