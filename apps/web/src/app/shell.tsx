import { Button, Drawer, Grid, Layout, Skeleton } from 'antd';
import MenuOutlined from '@ant-design/icons/es/icons/MenuOutlined';
import { useIsFetching } from '@tanstack/react-query';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation, useNavigation } from 'react-router';
import { ProblemAlert } from '../components/problem-alert';
import { Banner } from './banner';
import { ConfirmIdentity } from './confirm-identity';
import { HeaderTools } from './header-tools';
import { KeySheet } from './key-sheet';
import { SessionContext, useMe } from './session';
import { SideNav } from './side-nav';
import { useGlobalKeys } from './use-global-keys';

// Hardly anybody needs the one, and nobody the other before the first Ctrl+K.
const RestrictedPage = lazy(() => import('./restricted-page'));
const CommandPalette = lazy(() => import('./command-palette'));

export function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  const location = useLocation();
  const loading = useNavigation().state === 'loading';
  const wide = Grid.useBreakpoint().lg ?? true;
  const fetching = useIsFetching() > 0;
  const [drawer, setDrawer] = useState(false);
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  useGlobalKeys(setOpen);

  if (me.isPending) return <Skeleton active className="boot" />;
  if (me.error) return <ProblemAlert error={me.error} onRetry={() => void me.refetch()} />;
  if (!me.data) return <Navigate to={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`} replace />;

  if (me.data.restricted) return <SessionContext value={me.data}><Suspense><RestrictedPage /></Suspense></SessionContext>;

  return (
    <SessionContext value={me.data}>
      <a className="skip-link" href="#main">{t('shell.skip')}</a>
      <Layout className="shell">
        <Layout.Header className="shell-header">
          {!wide && <Button type="text" icon={<MenuOutlined />} aria-label={t('shell.menu')} onClick={() => setDrawer(true)} data-testid="open-nav" />}
          <span className="shell-title">{t(wide ? 'shell.title' : 'shell.short')}</span>
          <HeaderTools onPalette={() => setOpen('palette')} onKeys={() => setOpen('keys')} compact={!wide} />
        </Layout.Header>
        <div className={loading ? 'route-bar busy' : 'route-bar'} aria-hidden />
        <Layout hasSider={wide}>
          {wide && <Layout.Sider width={184} className="shell-sider"><SideNav /></Layout.Sider>}
          <Layout className="shell-body">
            <Layout.Content id="main" role="main" tabIndex={-1} aria-busy={fetching} className="shell-main"><Outlet /></Layout.Content>
            <Banner />
          </Layout>
        </Layout>
      </Layout>
      <Drawer open={drawer && !wide} onClose={() => setDrawer(false)} placement="left" size={264} title={t('shell.short')}>
        <SideNav onGo={() => setDrawer(false)} />
      </Drawer>
      {open === 'palette' && <Suspense><CommandPalette onClose={() => setOpen(null)} /></Suspense>}
      <ConfirmIdentity />
      <KeySheet open={open === 'keys'} onClose={() => setOpen(null)} />
    </SessionContext>
  );
}
