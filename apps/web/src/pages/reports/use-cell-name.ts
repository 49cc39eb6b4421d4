import { useTranslation } from 'react-i18next';
import type { Report } from '../../api/model';
import { useName } from '../../api/reference';

/** What a cell is called: its task or indicator, and its field. */
export function useCellName(report: Report) {
  const { t } = useTranslation();
  const name = useName();
  return (cell: string): string => {
    const [part, row, field] = cell.split('/');
    if (part === 'sections') return t(`report.section.${row}`);
    const entry = report.entries.find(({ assignmentId }) => assignmentId === row);
    const of = entry ? `${entry.task.code} ${name(entry.task)}` : name(report.indicators.find(({ code }) => code === row));
    return `${of} · ${t(`report.field.${field}`)}`;
  };
}

/** The same where only the label of a row is at hand. */
export function useChangeName() {
  const { t, i18n } = useTranslation();
  return ({ cell, name, nameEn }: { cell: string; name: string | null; nameEn: string | null }): string => {
    const [part, row, field] = cell.split('/');
    if (part === 'sections') return t(`report.section.${row}`);
    return `${(i18n.language === 'en' ? nameEn : name) ?? row} · ${t(`report.field.${field}`)}`;
  };
}
