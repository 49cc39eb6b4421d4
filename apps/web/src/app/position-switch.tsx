import { App, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Position } from '../api/model';
import { useName } from '../api/reference';
import { actIn, useSession } from './session';

/** A person acts in one position at a time, and everything on screen follows it. */
export function PositionSwitch() {
  const { t } = useTranslation();
  const { position, positions } = useSession();
  const label = usePositionLabel();
  const switchTo = useSwitchPosition();
  if (positions.length < 2) return <span className="position-only" data-testid="position-only">{label(position)}</span>;
  return (
    <Select
      aria-label={t('shell.position')}
      data-testid="position-switch"
      className="position-switch"
      popupMatchSelectWidth={false}
      value={position.id}
      onChange={(id) => void switchTo(id)}
      options={positions.map((entry) => ({ value: entry.id, label: label(entry) }))}
    />
  );
}

export function usePositionLabel() {
  const { t, i18n } = useTranslation();
  const name = useName();
  return (entry: Position) => {
    const role = i18n.language === 'en' ? entry.roleEn : entry.roleZh;
    const deputy = entry.deputyFor ? ` (${t('people.deputyFor', { name: entry.deputyFor })})` : '';
    return `${role} · ${name(entry.organisation)}${deputy}`;
  };
}

export function useSwitchPosition() {
  const { message } = App.useApp();
  const navigate = useNavigate();
  return async (id: string) => {
    try {
      // What is on screen may be out of the new position's sight; home never is.
      await navigate('/');
      await actIn(id);
    } catch (error) {
      message.error((error as Error).message);
    }
  };
}
