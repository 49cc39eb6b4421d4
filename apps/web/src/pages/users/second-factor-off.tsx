import { Button, Modal, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/model';
import { ProblemAlert } from '../../components/problem-alert';
import { removeSecondFactor } from './users.api';

/** For somebody who lost the telephone. */
export function SecondFactorOff({ user }: { user: User }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => removeSecondFactor(user.id, user.version),
    onSuccess: (row) => {
      cache.setQueryData(['users', user.id], row);
      setAsking(false);
    },
    onError: () => void cache.invalidateQueries({ queryKey: ['users', user.id] }),
  });
  if (!user.abilities.includes('remove_second_factor')) return null;
  return (
    <>
      <Button danger onClick={() => setAsking(true)} data-testid="remove-second-factor">{t('account.factorRemove')}</Button>
      <Modal open={asking} title={t('account.factorRemove')} onCancel={() => setAsking(false)} onOk={() => remove.mutate()} confirmLoading={remove.isPending}
        okText={t('account.factorRemove')} cancelText={t('common.cancel')} okButtonProps={{ danger: true, 'data-testid': 'confirm-remove-second-factor' } as ButtonProps}>
        <div aria-live="polite"><ProblemAlert error={remove.error} /></div>
        <p><span data-name>{user.name}</span> <code>{user.username}</code></p>
        <p>{t('people.factorLost')}</p>
      </Modal>
    </>
  );
}
