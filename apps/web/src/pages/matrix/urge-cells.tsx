import { Button } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Matrix } from '../../api/model';
import { permissions } from '../../app/permissions';
import { useCan, useSession } from '../../app/session';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { useUrgeable } from '../supervision/urge-button';
import { UrgeDialog } from '../supervision/urge-dialog';
import { getCells } from './matrix.api';
import type { Place } from './selection';

/** As many as one call of supervision takes. */
const MOST = 600;
/** Cases that are asked for at once. */
const AT_ONCE = 200;

interface Props {
  matrix: Matrix;
  places: Place[];
  onDone: () => void;
}

/** 催办 of chosen cells: which assignments they are is asked when it is wanted; what is not under way is left out. */
export function UrgeCells({ matrix, places, onDone }: Props) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const may = useCan(permissions.superviseAssignments);
  const { position } = useSession();
  const urgeable = useUrgeable();
  const find = useMutation({
    mutationFn: async () => {
      const wanted = new Set(places.map(({ row, column }) => `${matrix.caseIds[row]} ${matrix.tasks[column]!.code}`));
      const rows = [...new Set(places.map(({ row }) => row))];
      const codes = [...new Set(places.map(({ column }) => matrix.tasks[column]!.code))];
      const unitOf = new Map(rows.map((row) => [matrix.caseIds[row]!, matrix.units[row]!]));
      const found = [];
      for (let at = 0; at < rows.length; at += AT_ONCE) found.push(...(await getCells(rows.slice(at, at + AT_ONCE).map((row) => matrix.caseIds[row]!), codes)));
      // whose task it is was asked when the cells were chosen
      return found
        .filter(({ caseId, taskCode }) => wanted.has(`${caseId} ${taskCode}`))
        .map(({ assignmentId, no, state, caseId }) => ({ id: assignmentId, no, state, unit: { name: unitOf.get(caseId)! }, lead: { id: position.organisation.id } }))
        .filter(urgeable)
        .slice(0, MOST);
    },
  });
  if (!may) return null;
  const close = () => {
    find.reset();
    onDone();
  };
  return (
    <>
      <Button disabled={places.length === 0 || places.length > MOST} loading={find.isPending} onClick={() => find.mutate()} title={places.length > MOST ? t('matrix.urgeAtMost', { n: MOST }) : undefined} data-testid="matrix-urge">{t('matrix.urge', { n: number(places.length) })}</Button>
      <ProblemAlert error={find.error} />
      {find.data?.length === 0 && <span role="status">{t('matrix.nothingToUrge')}</span>}
      {find.data && find.data.length > 0 && <UrgeDialog assignments={find.data.map(({ id, no, unit }) => ({ id, no, unit: unit.name }))} onClose={close} />}
    </>
  );
}
