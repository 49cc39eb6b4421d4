import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PolicyRow } from '../../api/model';
import { useFormat } from '../../components/use-format';

/** A policy's title in the reader's language, where it has one in it. */
export function usePolicyTitle() {
  const { i18n } = useTranslation();
  return (row: Pick<PolicyRow, 'title' | 'titleEn'>) => (i18n.language === 'en' && row.titleEn) || row.title;
}

/** Its day; of many only the year is known. */
export function useIssued() {
  const { day } = useFormat();
  return (row: Pick<PolicyRow, 'issuedOn' | 'year'>) => (row.issuedOn ? day(row.issuedOn) : (row.year ?? '—'));
}

export function PolicyTasks({ row }: { row: Pick<PolicyRow, 'tasks'> }) {
  const { i18n } = useTranslation();
  if (row.tasks.length === 0) return <>—</>;
  return <span className="tags">{row.tasks.map((task) => <Link key={task.code} to={`/tasks/${task.id}`} title={i18n.language === 'en' ? task.nameEn : task.name}>{task.code}</Link>)}</span>;
}
