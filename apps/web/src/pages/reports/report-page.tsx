import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Loaded } from '../../components/loaded';
import { ReportBody } from './report-body';
import { getReport } from './reports.api';
import './report.css';

export function ReportPage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['reports', id], queryFn: () => getReport(id) });
  return <Loaded query={query}>{(report) => <ReportBody key={report.id} report={report} />}</Loaded>;
}
