import { App, Button, Popconfirm } from 'antd';
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LedgerImport } from '../../api/model';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import type { LedgerKind } from './ledger-kinds';
import { annotatedUrl, commitImport, undoImport } from './ledgers.api';

interface Props {
  kind: LedgerKind;
  row: LedgerImport;
}

/** Take it in, wholly or what is in order; take it back; or take the marked file along. */
export function ImportActions({ kind: { kind }, row }: Props) {
  const { t, i18n } = useTranslation();
  const { number } = useFormat();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const act = useMutation({
    mutationFn: (action: 'all' | 'validOnly' | 'undo') => (action === 'undo' ? undoImport(kind, row.id, row.version) : commitImport(kind, row.id, row.version, action)),
    onSuccess: (answer, action) => {
      void message.success(t(action === 'undo' ? 'ledger.undone' : 'ledger.committed'));
      cache.setQueryData(['imports', kind, row.id], answer);
      // what the ledger wrote may stand on any page
      void cache.invalidateQueries({ predicate: ({ queryKey }) => !['me', 'imports'].includes(String(queryKey[0])) });
    },
    // somebody else may have taken it in meanwhile: what is shown then is what is so
    onError: () => void cache.invalidateQueries({ queryKey: ['imports', kind, row.id] }),
  });
  const may = (ability: string) => row.abilities.includes(ability);
  const { create, update, error } = row.counts ?? { create: 0, update: 0, error: 0 };
  return (
    <>
      {row.counts && <Button icon={<DownloadOutlined />} href={annotatedUrl(kind, row.id, i18n.language === 'en' ? 'en' : 'zh')} download data-testid="annotated">{t('ledger.annotated')}</Button>}
      {may('commit') && error > 0 && (
        <Popconfirm title={t('ledger.validOnlyAsk', { n: number(create + update), error: number(error) })} okText={t('common.yes')} cancelText={t('common.cancel')} onConfirm={() => act.mutate('validOnly')}>
          <Button loading={act.isPending} data-testid="commit-valid">{t('ledger.commitValid', { n: number(create + update) })}</Button>
        </Popconfirm>
      )}
      {may('commit') && <Button type="primary" disabled={error > 0} loading={act.isPending} onClick={() => act.mutate('all')} data-testid="commit-all">{t('ledger.commitAll')}</Button>}
      {may('undo') && (
        <Popconfirm title={t(kind === 'users' ? 'people.undoAsk' : 'ledger.undoAsk')} okText={t('common.yes')} cancelText={t('common.cancel')} onConfirm={() => act.mutate('undo')}>
          <Button danger loading={act.isPending} data-testid="undo">{t('ledger.undo')}</Button>
        </Popconfirm>
      )}
      <ProblemAlert error={act.error} />
    </>
  );
}
