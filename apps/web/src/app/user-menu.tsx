import { Button, Dropdown, type MenuProps } from 'antd';
import UserOutlined from '@ant-design/icons/es/icons/UserOutlined';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useToggleLanguage } from './language-switch';
import { usePositionLabel, useSwitchPosition } from './position-switch';
import { preferences, usePreferences } from './preferences';
import { signOut, useSession } from './session';

interface Props {
  compact: boolean;
  onKeys: () => void;
}

/** On a phone the header's switches live in here. */
export function UserMenu({ compact, onKeys }: Props) {
  const { t } = useTranslation();
  const { user, position, positions } = useSession();
  const { dark } = usePreferences();
  const label = usePositionLabel();
  const switchTo = useSwitchPosition();
  const toggleLanguage = useToggleLanguage();

  const phoneItems: MenuProps['items'] = [
    ...positions.map((entry) => ({
      key: entry.id,
      label: `${entry.id === position.id ? '✓ ' : ''}${label(entry)}`,
      onClick: () => void switchTo(entry.id),
    })),
    { type: 'divider' },
    { key: 'language', label: <span data-testid="language-switch">{t('shell.otherLanguage')}</span>, onClick: () => void toggleLanguage() },
    { key: 'dark', label: t(dark ? 'shell.toLight' : 'shell.toDark'), onClick: () => preferences.set({ dark: !dark }) },
  ];

  const items: MenuProps['items'] = [
    { key: 'who', label: `${user.name} (${user.username})`, disabled: true },
    { key: 'zone', label: t('banner.zone'), disabled: true },
    ...(compact ? phoneItems : []),
    { type: 'divider' },
    { key: 'account', label: <Link to="/account" data-testid="own-account">{t('account.title')}</Link> },
    { key: 'keys', label: t('keys.title'), onClick: onKeys },
    { key: 'out', label: <span data-testid="sign-out">{t('shell.signOut')}</span>, onClick: () => void signOut() },
  ];

  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button type="text" icon={<UserOutlined />} aria-label={compact ? t('shell.me') : undefined} data-testid="user-menu">
        {compact ? null : user.name}
      </Button>
    </Dropdown>
  );
}
