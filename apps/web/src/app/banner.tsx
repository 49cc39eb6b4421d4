import { useTranslation } from 'react-i18next';
import { useMe } from './session';

/** On every page, at its foot: what may not be typed here, whether the data are a sample, whose clock counts. */
export function Banner({ demo }: { demo?: boolean }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  return (
    <footer className="banner">
      <span>{t('banner.classified')}</span>
      {(demo ?? me?.demo) && <strong className="banner-sample">{t('banner.sample')}</strong>}
      <span>{t('banner.zone')}</span>
    </footer>
  );
}
