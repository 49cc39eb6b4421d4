import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Case } from '../../api/model';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';

/** The way to the case's two papers, in the words of what can be done there now. */
export function CasePapers({ row }: { row: Case }) {
  const { t } = useTranslation();
  const may = useCan(permissions.readPapers);
  if (!may) return null;
  const can = (ability: string) => row.abilities.includes(ability);
  const application = can('edit') ? 'write' : can('return') ? 'review' : 'read';
  const plan = can('edit_plan') ? 'write' : can('approve_plan') ? 'review' : 'read';
  return (
    <section className="panel paper-links">
      <Link to={`/cases/${row.id}/application`} data-testid="to-application">{t(`case.application.${application}`)}</Link>
      {row.steps.some(({ to }) => to === 'designated') || can('edit_plan') || row.docNo ? <Link to={`/cases/${row.id}/plan`} data-testid="to-plan">{t(`case.plan.${plan}`)}</Link> : null}
    </section>
  );
}
