import { Button } from 'antd';
import { useState } from 'react';
import type { CaseMove, Named } from '../../api/model';
import { useWorkflow } from '../../api/reference';
import { CaseDialog } from './case-dialog';
import { useCaseWord } from './use-case-word';

interface Props {
  row: { id: string; version: number; abilities: string[]; unit: { name: string }; batch: Named; region: Named };
  /** What the page itself adds to an act: reasons written beside the fields. */
  extra?: Partial<CaseMove>;
  only?: string[];
}

/** Steps back and out are drawn quieter than steps forward. */
const back = ['return', 'return_plan', 'reject', 'improve', 'suspend', 'withdraw'];

/** Exactly the actions the API says this person may take now. */
export function CaseActions({ row, extra, only }: Props) {
  const workflow = useWorkflow('pilot-case').data;
  const word = useCaseWord();
  const [open, setOpen] = useState<string>();
  const actions = row.abilities.filter((ability) => workflow?.transitions.some(({ action }) => action === ability) && (!only || only.includes(ability)));
  return (
    <>
      {actions.map((action) => (
        <Button key={action} color={back.includes(action) ? 'default' : 'primary'} variant="outlined" onClick={() => setOpen(action)} data-testid={`action-${action}`}>{word(action)}</Button>
      ))}
      {open && <CaseDialog key={open} row={row} action={open} label={word(open)} extra={extra} onClose={() => setOpen(undefined)} />}
    </>
  );
}
