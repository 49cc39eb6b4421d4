import { Button, Tag } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRow, LedgerImport } from '../../api/model';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterSelect } from '../../components/list/filter-select';
import { ListBody } from '../../components/list/list-body';
import type { RowColumn } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { ProblemAlert } from '../../components/problem-alert';
import type { LedgerKind } from './ledger-kinds';
import { listImportRows, mendRow, useImportColumns } from './ledgers.api';
import { MendDrawer } from './mend-drawer';
import { RowProblems } from './row-problems';

interface Props {
  kind: LedgerKind;
  row: LedgerImport;
}

const OUTCOMES = ['error', 'create', 'update', 'unchanged'];

/** The rows of a ledger, those with problems on top, each to be mended on the spot. */
export function ImportRows({ kind: { kind }, row: { id, abilities } }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const params = useListParams();
  const [view, setView] = useListView('import-rows');
  const [open, setOpen] = useState<ImportRow>();
  const rows = useRows(`import-rows-${id}`, { sort: 'problems', ...params.query, limit: view.size }, (query) => listImportRows(kind, id, query));
  const mend = useMutation({
    mutationFn: ({ row, cells }: { row: ImportRow; cells: Record<string, string> }) => mendRow(kind, id, row, cells),
    onSuccess: () => setOpen(undefined),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: [`import-rows-${id}`] });
      void cache.invalidateQueries({ queryKey: ['imports', kind, id] });
    },
  });
  const mayMend = abilities.includes('mend');
  const outcome = (row: ImportRow) => <Tag variant="outlined" data-state={row.outcome} className={row.outcome === 'error' ? 'light-red' : undefined}>{t(`ledger.outcome.${row.outcome}`)}</Tag>;
  const place = (row: ImportRow) => t('ledger.place', { sheet: row.sheet, row: row.row });
  const ledger = useImportColumns(kind);
  const says = (row: ImportRow) => <span className="clamp">{ledger.flatMap(({ key }) => row.cells[key] ?? []).slice(0, 3).join(' · ')}</span>;
  const problems = (row: ImportRow) => <RowProblems row={row} onSuggestion={mayMend ? (cells) => mend.mutate({ row, cells }) : undefined} />;
  const button = (row: ImportRow) => mayMend && <Button size="small" onClick={() => { mend.reset(); setOpen(row); }} data-testid={`mend-${row.row}`}>{t('ledger.mend')}</Button>;
  const columns: RowColumn<ImportRow>[] = [
    { key: 'place', title: t('ledger.where'), width: 140, render: place },
    { key: 'outcome', title: t('ledger.will'), width: 90, render: outcome },
    { key: 'says', title: t('ledger.says'), width: 260, render: says },
    { key: 'problems', title: t('ledger.problems'), width: 480, render: problems },
    { key: 'mend', title: t('ledger.mend'), width: 80, render: button },
  ];
  return (
    <>
      <div className="filters">
        <FilterSelect params={params} name="outcome" label={t('ledger.will')} options={OUTCOMES.map((value) => ({ value, label: t(`ledger.outcome.${value}`) }))} />
      </div>
      {!open && <ProblemAlert error={mend.error} />}
      <ListBody rows={rows} columns={columns} params={params} view={view} onView={setView} label={t('ledger.rows')} empty={<EmptyRows params={params} hint={t('ledger.noRows')} />}
        card={(row) => <><div className="line">{outcome(row)}<span className="quiet">{place(row)}</span></div>{says(row)}{problems(row)}{button(row)}</>} />
      {open && <MendDrawer key={open.id} kind={kind} row={open} error={mend.error} busy={mend.isPending} onClose={() => setOpen(undefined)} onSave={(cells) => mend.mutate({ row: open, cells })} />}
    </>
  );
}
