import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../api/model';
import { Link } from 'react-router';
import { useWord } from '../../api/reference';
import type { RowColumn } from '../../components/list/rows-table';
import { useFormat } from '../../components/use-format';

export function useAuditColumns(diff: (row: AuditEntry) => ReactNode) {
  const { t } = useTranslation();
  const word = useWord();
  const { time } = useFormat();
  const who = (row: AuditEntry) => (
    <>
      {row.user ? <Link to={`/audit?user=${row.user.id}`}>{row.user.name}</Link> : t('audit.system')}
      {row.position && <div className="quiet">{word('role', row.position.role)} · {row.position.organisation}{row.position.deputyFor && ` (${t('people.deputyFor', { name: row.position.deputyFor })})`}</div>}
    </>
  );
  // A name leads to everything its bearer did, a thing to its whole history.
  const what = (row: AuditEntry) => {
    const word = t(`subject.${row.subjectType}`, { defaultValue: row.subjectType });
    return row.subjectId ? <Link to={`/audit?subjectType=${row.subjectType}&subjectId=${row.subjectId}`}>{word}</Link> : word;
  };
  const columns: RowColumn<AuditEntry>[] = [
    { key: 'at', title: t('audit.at'), width: 160, render: (row) => <time dateTime={row.at}>{time(row.at)}</time> },
    { key: 'user', title: t('audit.user'), width: 220, render: who },
    { key: 'action', title: t('audit.action'), width: 140, render: (row) => <code>{row.action}</code> },
    { key: 'subject', title: t('audit.subjectType'), width: 120, render: what },
    { key: 'diff', title: t('audit.change'), width: 360, render: diff },
    { key: 'trace', title: t('problem.trace'), width: 200, render: (row) => <code className="trace">{row.traceId ?? '—'}</code> },
  ];
  const card = (row: AuditEntry) => (
    <>
      <div className="line"><strong>{what(row)}</strong><code>{row.action}</code></div>
      <div>{who(row)}</div>
      <time className="quiet" dateTime={row.at}>{time(row.at)}</time>
      <div>{diff(row)}</div>
    </>
  );
  return { columns, card };
}
