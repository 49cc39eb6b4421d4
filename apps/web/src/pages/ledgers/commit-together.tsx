import { App, Button, Popconfirm } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerImport } from '../../api/model';
import { commitImport } from './ledgers.api';

const ASK_AGAIN = 800;

interface Props {
  kind: string;
  rows: LedgerImport[];
}

/** Takes in every file that was read without an error; the others stay for whoever mends them. */
export function CommitTogether({ kind, rows }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const ready = rows.filter((row) => row.abilities.includes('commit') && row.counts?.error === 0);
  const reading = rows.some(({ status }) => status === 'reading');
  useEffect(() => {
    if (!reading) return undefined;
    const timer = setInterval(() => void cache.invalidateQueries({ queryKey: [`imports-${kind}`] }), ASK_AGAIN);
    return () => clearInterval(timer);
  }, [reading, cache, kind]);
  const commit = useMutation({
    mutationFn: async () => {
      const refused: string[] = [];
      for (const row of ready) await commitImport(kind, row.id, row.version, 'all').catch((error: Error) => void refused.push(`${row.fileName}${t('common.colon')}${error.message}`));
      return refused;
    },
    onSuccess: (refused) => {
      if (refused.length < ready.length) void message.success(t('ledger.committedFiles', { n: ready.length - refused.length }));
      for (const one of refused) void message.error(one, 8);
      void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    },
  });
  return (
    <Popconfirm title={t('ledger.commitFilesAsk', { n: ready.length })} okText={t('common.yes')} cancelText={t('common.cancel')} onConfirm={() => commit.mutate()} disabled={ready.length === 0}>
      <Button type="primary" disabled={ready.length === 0} loading={commit.isPending} data-testid="commit-together">{t('ledger.commitFiles', { n: ready.length })}</Button>
    </Popconfirm>
  );
}
