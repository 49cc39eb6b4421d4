import { Grid, Skeleton } from 'antd';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Matrix } from '../../api/model';
import { useDepartments } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan, useSession } from '../../app/session';
import { EmptyRows } from '../../components/list/empty-rows';
import { useListParams } from '../../components/list/use-list-params';
import { PageHead } from '../../components/page-head';
import { ProblemAlert } from '../../components/problem-alert';
import { AssignCells } from './assign-cells';
import { LIGHT_OF } from './cells';
import { sortOut } from './empty-cells';
import { MatrixBar } from './matrix-bar';
import { MatrixCards } from './matrix-cards';
import { MatrixFilters } from './matrix-filters';
import { MatrixGrid } from './matrix-grid';
import { MatrixLegend } from './matrix-legend';
import { getCells, getMatrix } from './matrix.api';
import { inside, nothing, type Place } from './selection';
import './matrix.css';

/** Units × tasks as one picture. */
export function MatrixPage() {
  const { t } = useTranslation();
  const params = useListParams();
  const wide = Grid.useBreakpoint().md ?? true;
  const matrix = useQuery({ queryKey: ['assignments', 'matrix', params.query], queryFn: () => getMatrix(params.query), placeholderData: keepPreviousData });
  const lights = params.all('light');
  const only = Object.entries(LIGHT_OF).filter(([, light]) => lights.includes(light)).map(([letter]) => letter).join('');
  return (
    <div className="matrix-page" aria-busy={matrix.isPlaceholderData}>
      <PageHead title={t('nav.matrix')} sub={t(wide ? 'matrix.hint' : 'matrix.hintPhone')} />
      <MatrixFilters params={params} />
      <ProblemAlert error={matrix.error} onRetry={() => void matrix.refetch()} />
      {matrix.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {matrix.data?.caseIds.length === 0 && <EmptyRows params={params} hint={t('matrix.nobody')} />}
      {matrix.data && matrix.data.caseIds.length > 0 && (
        <>
          <MatrixLegend matrix={matrix.data} />
          {wide ? <Desk matrix={matrix.data} only={only} /> : <MatrixCards matrix={matrix.data} />}
        </>
      )}
    </div>
  );
}

function Desk({ matrix, only }: { matrix: Matrix; only: string }) {
  const navigate = useNavigate();
  const { reach, position } = useSession();
  const mayAssign = useCan(permissions.createAssignments);
  const own = useDepartments().data?.find(({ id }) => id === position.organisation.id)?.code;
  const [selection, setSelection] = useState(nothing);
  const [assigning, setAssigning] = useState(false);
  const { caseIds, tasks } = matrix;
  // another picture has other places
  const shape = `${caseIds.length} ${tasks.length} ${caseIds[0]} ${tasks[0]?.code}`;
  useEffect(() => setSelection((was) => ({ blocks: [], at: inside(was.at, { rows: caseIds.length, columns: tasks.length }) })), [shape]);
  // while a mouse is drawing, counting may lag behind
  const settled = useDeferredValue(selection);
  const chosen = useMemo(() => sortOut(matrix, settled, reach === 'department' ? (own ?? '') : undefined), [matrix, settled, reach, own]);

  const open = async ({ row, column }: Place) => {
    const [caseId, task, letter] = [caseIds[row], tasks[column], matrix.cells[row]?.[column]];
    if (!caseId) return;
    if (!task) return void navigate(`/cases/${caseId}`);
    if (!letter || !LIGHT_OF[letter]) return;
    const found = await getCells([caseId], [task.code]);
    void navigate(found.length === 1 ? `/assignments/${found[0]!.assignmentId}` : `/assignments?pilotCase=${caseId}&task=${task.code}`);
  };
  return (
    <>
      <MatrixGrid matrix={matrix} selection={selection} onSelect={setSelection} only={only} onOpen={(place) => void open(place)} />
      <MatrixBar matrix={matrix} at={selection.at} chosen={chosen} mayAssign={mayAssign} onAssign={() => setAssigning(true)}
        onOpen={() => void open(chosen.given[0]!)} onClear={() => setSelection({ ...nothing, at: selection.at })} />
      {assigning && <AssignCells matrix={matrix} places={chosen.empty} onClose={() => { setAssigning(false); setSelection({ ...nothing, at: selection.at }); }} />}
    </>
  );
}
