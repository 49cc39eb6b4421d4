import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { NoPermissionPage } from '../session/no-permission-page';
import { LightsForm } from './lights-form';
import { RulesForm } from './rules-form';
import { getLights, useSupervision } from './supervision.api';
import './supervision.css';

/** By what the province judges: when a light changes, and what follows by itself. */
export function JudgingPage() {
  const { t } = useTranslation();
  const lights = useQuery({ queryKey: ['light-settings'], queryFn: getLights });
  const supervision = useSupervision();
  if (!useCan(permissions.setJudging)) return <NoPermissionPage />;
  return (
    <>
      <PageHead title={t('nav.judging')} sub={t('judging.hint')} />
      <Loaded query={lights}>{(row) => <LightsForm key={row.version} settings={row} />}</Loaded>
      <Loaded query={supervision}>{(row) => <RulesForm key={row.version} settings={row} />}</Loaded>
    </>
  );
}
