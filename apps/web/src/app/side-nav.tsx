import { Menu } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { navItems } from './nav-items';
import { useSession } from './session';

export function SideNav({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation();
  const me = useSession();
  const { pathname } = useLocation();
  const items = navItems(me);
  const current = items.find(({ path }) => (path === '/' ? pathname === '/' : pathname.startsWith(path)));

  return (
    <nav aria-label={t('shell.menu')}>
      <Menu
        mode="inline"
        className="side-nav"
        selectedKeys={current ? [current.path] : []}
        onClick={onGo}
        items={items.map(({ path, icon, word }) => ({ key: path, icon, label: <Link to={path}>{t(`nav.${word}`, { context: me.reach })}</Link> }))}
      />
    </nav>
  );
}
