import { App, Button, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Visit } from '../../api/model';
import { ProblemAlert } from '../../components/problem-alert';
import { actOnVisit } from './inspections.api';

/** From here on the unit sees its findings. */
export function FeedBackButton({ visit }: { visit: Visit }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const cache = useQueryClient();
  const feedBack = useMutation({
    mutationFn: () => actOnVisit(visit.id, visit.version, { action: 'feed_back' }),
    onSuccess: (row) => {
      cache.setQueryData(['visits', visit.id], row);
      for (const key of ['visits', 'findings', 'todos']) void cache.invalidateQueries({ queryKey: [key] });
    },
  });
  const confirm = () => modal.confirm({
    title: t('visit.feedBackSure'), okText: t('visit.feedBack'), cancelText: t('common.cancel'), onOk: () => feedBack.mutate(),
    okButtonProps: { 'data-testid': 'feed-back-confirm' } as ButtonProps,
  });
  return (
    <>
      <ProblemAlert error={feedBack.error} />
      <p><Button type="primary" loading={feedBack.isPending} onClick={confirm} data-testid="action-feed_back">{t('visit.feedBack')}</Button></p>
    </>
  );
}
