import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assignment } from '../../api/model';
import { useWorkflow } from '../../api/reference';
import { TransitionDialog } from './transition-dialog';

/** Steps back and out are drawn quieter than steps forward. */
const forward = ['submit', 'issue', 'sign', 'feedback', 'sign_off', 'confirm', 'complete', 'archive'];

/** Exactly the actions the API says this person may take now. Their words come with the workflow. */
export function TransitionButtons({ assignment }: { assignment: Assignment }) {
  const { i18n } = useTranslation();
  const workflow = useWorkflow('assignment').data;
  const [open, setOpen] = useState<string>();
  const transition = (action: string) => workflow?.transitions.find((row) => row.action === action);
  const label = (action: string) => (i18n.language === 'en' ? transition(action)?.en : transition(action)?.zh) ?? action;
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
