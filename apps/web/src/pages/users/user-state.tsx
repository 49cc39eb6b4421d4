import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '../../api/model';
import { useFormat } from '../../components/use-format';

/** The word first; the day or the reason beside it. */
export function UserState({ user }: { user: UserRow }) {
  const { t } = useTranslation();
  const { day, time } = useFormat();
  const more = {
    locked: user.lockedUntil && t('people.until', { time: time(user.lockedUntil) }),
    expired: user.expiresOn && t('people.lastDay', { day: day(user.expiresOn) }),
    active: user.expiresOn && t('people.lastDay', { day: day(user.expiresOn) }),
  }[user.state];
  return <><Tag variant="outlined" data-state={user.state}>{t(`userState.${user.state}`)}</Tag>{more && <span className="quiet">{more}</span>}</>;
}
