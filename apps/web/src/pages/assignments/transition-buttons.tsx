import { Button } from 'antd';
import { useState } from 'react';
import type { Assignment } from '../../api/model';
import { useActionWord, useWorkflow } from '../../api/reference';
import { TransitionDialog } from './transition-dialog';

/** Steps back and out are drawn quieter than steps forward. */
const forward = ['submit', 'issue', 'sign', 'feedback', 'sign_off', 'confirm', 'complete', 'archive'];

/** Exactly the actions the API says this person may take now. Their words come with the workflow. */
export function TransitionButtons({ assignment }: { assignment: Assignment }) {
  const workflow = useWorkflow('assignment').data;
  const [open, setOpen] = useState<string>();
  const transition = (action: string) => workflow?.transitions.find((row) => row.action === action);
  const label = useActionWord('assignment');
  const actions = assignment.abilities.filter((ability) => transition(ability));

  return (
    <>
      {actions.map((action) => (
        <Button key={action} color={forward.includes(action) ? 'primary' : 'default'} variant="outlined" onClick={() => setOpen(action)} data-testid={`action-${action}`}>
          {label(action)}
        </Button>
      ))}
      {open && (
        <TransitionDialog key={open} assignment={assignment} action={open} label={label(open)} needs={transition(open)?.needs ?? []} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
