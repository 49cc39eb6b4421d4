import { Menu } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { navSections, type NavItem } from './nav-items';
import { useSession } from './session';

export function SideNav({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation();
  const me = useSession();
  const { pathname } = useLocation();
  const sections = navSections(me);
  const current = sections.flat().find(({ path }) => (path === '/' ? pathname === '/' : pathname.startsWith(path)));
  const line = ({ path, icon, word }: NavItem) => ({ key: path, icon, label: <Link to={path}>{t(`nav.${word}`, { context: me.reach })}</Link> });

  return (
    <nav aria-label={t('shell.menu')}>
      <Menu
        mode="inline"
        className="side-nav"
        selectedKeys={current ? [current.path] : []}
        onClick={onGo}
        items={sections.flatMap((items, i) => [...(i > 0 ? [{ type: 'divider' as const, key: `line-${i}` }] : []), ...items.map(line)])}
      />
    </nav>
  );
}
