import { Alert, DatePicker } from 'antd';
import { useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../api/problem';
import type { Unit } from '../../api/model';
import { useSession } from '../../app/session';
import { useListParams } from '../../components/list/use-list-params';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { UnitFacts } from './unit-facts';
import { getUnitAsOf } from './units.api';

/** The unit's facts: as they are, or as they were on a day, with what differs since. */
export function UnitThen({ unit }: { unit: Unit }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { day } = useFormat();
  const id = useId();
  const params = useListParams();
  const asOf = params.one('asOf');
  const then = useQuery({ queryKey: ['units', unit.id, 'as-of', asOf], queryFn: () => getUnitAsOf(unit.id, asOf!), enabled: !!asOf });
  const absent = isProblem(then.error, 404);
  return (
    <>
      <div className="as-of">
        <label htmlFor={id} className="quiet">{t('unit.asOfOne')}</label>
        <DatePicker id={id} size="small" value={asOf ? dayjs(asOf) : null} maxDate={dayjs(today)} onChange={(chosen) => params.set('asOf', chosen?.format('YYYY-MM-DD'))} />
      </div>
      {absent && <Alert type="info" showIcon className="problem" title={t('unit.notYet', { day: day(asOf) })} />}
      {!absent && <ProblemAlert error={then.error} />}
      {asOf && then.data ? <UnitFacts unit={then.data} since={unit} /> : <UnitFacts unit={unit} />}
    </>
  );
}
