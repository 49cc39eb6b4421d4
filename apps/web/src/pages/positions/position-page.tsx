import { Alert, Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { PositionDetail } from '../../api/model';
import { useActionWord, useWord } from '../../api/reference';
import { Facts } from '../../components/facts';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { useRoles } from '../roles/roles.api';
import { PositionDialog, type PositionAction } from './position-dialog';
import { PositionState } from './position-state';
import { getPosition } from './positions.api';

export function PositionPage() {
  const { id = '' } = useParams();
  const position = useQuery({ queryKey: ['positions', id], queryFn: () => getPosition(id) });
  return <Loaded query={position}>{(row) => <OnePosition row={row} />}</Loaded>;
}

function OnePosition({ row }: { row: PositionDetail }) {
  const { t, i18n } = useTranslation();
  const word = useWord();
  const { day, time } = useFormat();
  const labels = useRoles().data?.permissions ?? [];
  const [doing, setDoing] = useState<PositionAction>();
  const english = i18n.language === 'en';
  const label = useActionWord('position');
  const powers = labels.filter(({ code }) => row.permissions.includes(code)).map((one) => (english ? one.en : one.zh));
  return (
    <>
      <PageHead title={row.user.name} sub={<>{word('role', row.role)} · <span data-name>{row.organisation.name}</span> <PositionState row={row} /></>}>
        <Link to={`/users/${row.user.id}`}>{t('people.account')}</Link>
        {(row.abilities as PositionAction[]).map((action) => <Button key={action} danger={action === 'revoke'} onClick={() => setDoing(action)} data-testid={`action-${action}`}>{label(action)}</Button>)}
      </PageHead>
      {row.handover && (
        <Alert type="info" showIcon className="problem" data-testid="handover" title={t('people.handedTo', { name: row.handover.to, time: time(row.handover.createdAt) })}
          description={row.handover.moved.length === 0 ? t('people.nothingMoved') : (
            <ul>{row.handover.moved.map(({ kind, rows }) => <li key={kind}>{t(`people.moved.${kind}`, { defaultValue: kind })} {t('people.rows', { n: rows })}</li>)}</ul>
          )} />
      )}
      <section className="panel">
        <Facts items={[
          [t('people.from'), day(row.validFrom)],
          [t('people.untilDay'), row.validUntil ? day(row.validUntil) : t('people.noEnd')],
          [t('people.endedAt'), row.revokedAt && time(row.revokedAt)],
          [t('field.reason'), row.reason],
          [t('people.deputies'), row.deputies.length > 0 && row.deputies.map((one) => <div key={one.positionId}><Link to={`/positions/${one.positionId}`} data-name>{one.name}</Link></div>)],
        ].map(([name, value]) => [name, value || '—'] as [string, typeof value])} />
      </section>
      <section className="panel" aria-labelledby="powers">
        <h2 id="powers">{t('people.powers')}</h2>
        {powers.length === 0 ? <p className="quiet">{t('people.noPowers')}</p> : <p>{powers.join(t('common.comma'))}</p>}
      </section>
      {doing && <PositionDialog row={row} action={doing} label={label(doing)} onClose={() => setDoing(undefined)} />}
    </>
  );
}
