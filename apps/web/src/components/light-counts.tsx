import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Light, Lights } from '../api/model';
import { LightTag } from './light-tag';

export const lightOrder: Light[] = ['red', 'yellow', 'green', 'grey', 'done'];

/** Only the lights that burn, each opening its rows. */
export function LightCounts({ lights, href }: { lights: Lights; href: (light: Light) => string }) {
  const { t } = useTranslation();
  return (
    <span className="tags">
      {lightOrder.filter((light) => lights[light] > 0).map((light) => (
        <Link key={light} to={href(light)} className="light-count" aria-label={`${t(`light.${light}`)} ${lights[light]}`}>
          <LightTag light={light} /> <span className="num">{lights[light]}</span>
        </Link>
      ))}
    </span>
  );
}
