import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { PlacePicker } from '../place-picker';
import type { ListParams } from './use-list-params';

/** One organisation: there are hundreds, so it is found by name as it is typed. */
export function PlaceFilter({ params }: { params: ListParams }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="filter">
      <label htmlFor={id}>{t('people.organisation')}</label>
      <PlacePicker id={id} value={params.one('organisation')} onChange={(chosen) => params.set('organisation', chosen)} testId="filter-organisation" />
    </div>
  );
}
