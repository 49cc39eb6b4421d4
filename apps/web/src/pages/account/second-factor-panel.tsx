import { Button, Popconfirm, Tag } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, data } from '../../api/client';
import { useSession } from '../../app/session';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { RecoveryCodes } from './recovery-codes';
import { SecondFactorSetUp } from './second-factor-set-up';

/** Turns the second factor on and off. */
export function SecondFactorPanel() {
  const { t } = useTranslation();
  const { time } = useFormat();
  const cache = useQueryClient();
  const { twoFactorSince } = useSession();
  const [codes, setCodes] = useState<string[]>();
  const again = () => cache.invalidateQueries({ queryKey: ['me'] });
  const begin = useMutation({ mutationFn: () => data(api.POST('/api/v1/auth/second-factor')) });
  const remove = useMutation({ mutationFn: () => data(api.POST('/api/v1/auth/second-factor/remove')), onSuccess: again });

  if (codes) return <RecoveryCodes codes={codes} onKept={() => { setCodes(undefined); begin.reset(); void again(); }} />;
  if (begin.data) return <SecondFactorSetUp made={begin.data} onDone={setCodes} />;
  return (
    <>
      <p>
        {twoFactorSince ? <Tag color="success">{t('account.factorOn')}</Tag> : <Tag>{t('account.factorOff')}</Tag>}
        <span className="quiet">{twoFactorSince ? t('account.factorSince', { time: time(twoFactorSince) }) : t('account.factorHint')}</span>
      </p>
      <div aria-live="polite"><ProblemAlert error={begin.error ?? remove.error} /></div>
      {twoFactorSince
        ? <Popconfirm title={t('account.factorRemoveAsk')} onConfirm={() => remove.mutate()} okText={t('common.yes')} cancelText={t('common.cancel')}>
            <Button danger loading={remove.isPending} data-testid="second-factor-remove">{t('account.factorRemove')}</Button>
          </Popconfirm>
        : <Button type="primary" loading={begin.isPending} onClick={() => begin.mutate()} data-testid="second-factor-begin">{t('account.factorBegin')}</Button>}
    </>
  );
}
