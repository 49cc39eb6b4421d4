import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { permissions } from '../../app/permissions';
import { useCan, useSession } from '../../app/session';
import { UrgeDialog } from './urge-dialog';

const underWay = ['issued', 'in_progress', 'returned'];
interface Supervised { id: string; no: string; state: string; unit: { name: string }; lead: { id: string } }

/** What can be urged of these by the position acted in: under way, and for a department what it leads. */
export function useUrgeable() {
  const may = useCan(permissions.superviseAssignments);
  const { position } = useSession();
  return (row: Supervised) => may && underWay.includes(row.state) && (!position.role.startsWith('dept_') || row.lead.id === position.organisation.id);
}

export function UrgeButton({ assignments, onDone }: { assignments: Supervised[]; onDone?: () => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const urgeable = useUrgeable();
  const rows = assignments.filter(urgeable);
  if (rows.length === 0) return null;
  const close = () => {
    setOpen(false);
    onDone?.();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)} data-testid="urge">{rows.length === 1 ? t('supervision.urge') : t('supervision.urgeMany', { n: rows.length })}</Button>
      {open && <UrgeDialog assignments={rows.map(({ id, no, unit }) => ({ id, no, unit: unit.name }))} onClose={close} />}
    </>
  );
}
