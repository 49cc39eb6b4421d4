import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Report } from '../../api/model';
import { useName } from '../../api/reference';
import { PageHead } from '../../components/page-head';
import { StateTag } from '../../components/state-tag';

/** Whose report, of which period, and where to read more. */
export function ReportTitle({ report, children }: { report: Report; children: ReactNode }) {
  const { t } = useTranslation();
  const name = useName();
  return (
    <>
      <PageHead title={t('report.title', { unit: report.unit.name, period: name(report.period) })}
        sub={<span className="tags"><Link to={`/cases/${report.caseId}`}>{report.caseNo}</Link><StateTag list="report_state" code={report.state} />{report.edition > 1 && <span>{t('report.edition', { n: report.edition })}</span>}</span>}>
        {children}
      </PageHead>
      {!report.isCurrent && <Alert className="problem" type="info" showIcon title={t('report.superseded')} />}
      {report.correctionReason && <Alert className="problem" type="info" showIcon title={t('report.corrects', { n: report.edition - 1 })} description={report.correctionReason} />}
      {report.onBehalf && <Alert className="problem" type="info" showIcon title={t('report.onBehalf')} description={report.onBehalf} data-testid="on-behalf" />}
    </>
  );
}
