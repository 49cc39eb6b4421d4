import { Button } from 'antd';
import { useState } from 'react';
import type { Report, ReportMove } from '../../api/model';
import { useActionWord, useWorkflow } from '../../api/reference';
import { ReportDialog } from './report-dialog';

const forward = ['review', 'submit', 'file_for', 'edit_again', 'city_start', 'forward', 'direct', 'accept'];

interface Props {
  report: Report;
  /** Keeps what was typed; @returns whether all of it is. */
  flush: () => Promise<boolean>;
  /** Reasons noted on cells and not sent yet. */
  notes: Record<string, string>;
  onSent: () => void;
}

/** Exactly the actions the API says this person may take now. */
export function ReportActions({ report, flush, notes, onSent }: Props) {
  const workflow = useWorkflow('progress-report').data;
  const word = useActionWord('progress-report');
  const [open, setOpen] = useState<ReportMove['action']>();
  const actions = report.abilities.filter((ability): ability is ReportMove['action'] => workflow?.transitions.some(({ action }) => action === ability) === true);
  return (
    <>
      {actions.map((action) => (
        <Button key={action} color={forward.includes(action) ? 'primary' : 'default'} variant="outlined" data-testid={`action-${action}`} onClick={() => void flush().then((kept) => { if (kept) setOpen(action); })}>{word(action)}</Button>
      ))}
      {open && <ReportDialog key={open} report={report} action={open} notes={notes} onClose={() => setOpen(undefined)} onSent={onSent} />}
    </>
  );
}
