import { Button, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AssignAnswer, AssignResult, CaseRow } from '../../api/model';
import { PageHead } from '../../components/page-head';

interface Props {
  result: AssignResult;
  cases: CaseRow[];
  onAgain: () => void;
}

export function AssignResultTable({ result, cases, onAgain }: Props) {
  const { t } = useTranslation();
  const unit = (row: AssignAnswer) => cases.find(({ id }) => id === row.pilotCaseId)?.unit.name ?? row.pilotCaseId;
  return (
    <>
      <PageHead title={t('assign.answered')} sub={<span role="status" data-testid="assign-result">{t('assign.counts', { ...result, items: undefined })}</span>}>
        <Button onClick={onAgain}>{t('assign.again')}</Button>
        <Link to="/assignments">{t('nav.assignments')}</Link>
      </PageHead>
      <Table<AssignAnswer>
        rowKey={(row) => row.pilotCaseId + row.taskCode}
        size="small"
        dataSource={result.items}
        virtual={result.items.length > 200}
        scroll={result.items.length > 200 ? { x: 700, y: 520 } : { x: 'max-content' }}
        pagination={false}
        columns={[
          { title: t('field.unit'), width: 300, render: (_, row) => unit(row) },
          { title: t('field.task'), width: 100, render: (_, row) => row.taskCode },
          { title: t('assign.outcome'), width: 200, render: (_, row) => <><Tag>{t(`assign.${row.outcome}`)}</Tag>{row.code && <span className="quiet">{t(`assign.code.${row.code}`, { defaultValue: row.code })}</span>}</> },
          { title: t('assign.row'), width: 100, render: (_, row) => row.assignmentId && <Link to={`/assignments/${row.assignmentId}`}>{t('assign.open')}</Link> },
        ]}
      />
    </>
  );
}
