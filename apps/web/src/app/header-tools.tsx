import { Button, Tooltip } from 'antd';
import MoonOutlined from '@ant-design/icons/es/icons/MoonOutlined';
import QuestionCircleOutlined from '@ant-design/icons/es/icons/QuestionCircleOutlined';
import SearchOutlined from '@ant-design/icons/es/icons/SearchOutlined';
import SunOutlined from '@ant-design/icons/es/icons/SunOutlined';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from './language-switch';
import { NotificationBell } from './notification-bell';
import { PositionSwitch } from './position-switch';
import { preferences, usePreferences } from './preferences';
import { UserMenu } from './user-menu';

interface Props {
  compact: boolean;
  onPalette: () => void;
  onKeys: () => void;
}

export function HeaderTools({ compact, onPalette, onKeys }: Props) {
  const { t } = useTranslation();
  return (
    <div className="header-tools">
      <Tooltip title={compact ? undefined : t('shell.paletteHint')}>
        <Button icon={<SearchOutlined />} onClick={onPalette} aria-label={t('shell.search')} data-testid="open-palette">
          {compact ? null : t('shell.search')}
        </Button>
      </Tooltip>
      {!compact && <PositionSwitch />}
      {!compact && <LanguageSwitch />}
      {!compact && <DarkSwitch />}
      {!compact && <Button type="text" icon={<QuestionCircleOutlined />} aria-label={t('keys.title')} onClick={onKeys} />}
      <NotificationBell />
      <UserMenu compact={compact} onKeys={onKeys} />
    </div>
  );
}

function DarkSwitch() {
  const { t } = useTranslation();
  const { dark } = usePreferences();
  return (
    <Button
      type="text"
      icon={dark ? <SunOutlined /> : <MoonOutlined />}
      aria-label={t(dark ? 'shell.toLight' : 'shell.toDark')}
      onClick={() => preferences.set({ dark: !dark })}
      data-testid="dark-switch"
    />
  );
}
