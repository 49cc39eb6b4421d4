import { useTranslation } from 'react-i18next';
import type { Assignment } from '../../api/model';
import { useName, useWord } from '../../api/reference';
import { Facts } from '../../components/facts';
import { ProgressPair } from '../../components/progress-pair';
import { useFormat } from '../../components/use-format';
import { DueOn } from './use-assignment-columns';

export function AssignmentFacts({ assignment: row }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const word = useWord();
  const name = useName();
  const { day } = useFormat();
  const parties = row.parties.map(({ department, role }) => `${name(department)} (${t(`party.${role}`)})`);
  return (
    <Facts items={[
      [t('field.no'), row.no],
      [t('field.region'), name(row.region)],
      [t('field.urgency'), word('urgency', row.urgency)],
      [t('field.dueOn'), <DueOn key="due" row={row} />],
      [t('field.progress'), <ProgressPair key="progress" actual={row.progress} planned={row.plannedProgress} />],
      [t('field.returnCount'), row.returnCount],
      [t('field.issuedOn'), day(row.issuedOn)],
      [t('field.signedOn'), day(row.signedOn)],
      [t('field.completedOn'), day(row.completedOn)],
      [t('field.parties'), parties.join(t('common.comma')) || '—'],
      [t('field.requirement'), row.requirement],
    ]} />
  );
}
