import { api, data, ifMatch } from '../../api/client';
import type { EntryRemarkIn, Query, ReportBulk, ReportMove } from '../../api/model';

export const listReports = (query: Query) => data(api.GET('/api/v1/progress-reports', { params: { query } }));

export const listEntries = (query: Query) => data(api.GET('/api/v1/progress-reports/entries', { params: { query } }));

export const remarkOnEntry = (id: string, body: EntryRemarkIn) => data(api.POST('/api/v1/progress-reports/entries/{id}/remarks', { params: { path: { id } }, body }));

export const getAskedFields = (id: string) => data(api.GET('/api/v1/pilot-units/{id}/asked-fields', { params: { path: { id } } }));

/** The workbook of what the filters leave. */
export function entriesUrl({ period, region, batch, task, department }: Query): string {
  const given = Object.entries({ period, region, batch, task, department }).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, String(one)]));
  return `/api/v1/progress-reports/entries/export?${new URLSearchParams(given)}`;
}

export const formUrl = (id: string) => `/api/v1/progress-reports/${id}/form`;
export const formsUrl = (period: string, region: string[] = []) => `/api/v1/progress-reports/forms?${new URLSearchParams([['period', period], ...region.map((code): [string, string] => ['region', code])])}`;

export const getReport = (id: string) => data(api.GET('/api/v1/progress-reports/{id}', { params: { path: { id } } }));

export const getCaseReportSteps = (id: string) => data(api.GET('/api/v1/pilot-cases/{id}/report-steps', { params: { path: { id } } }));

export interface CellChange { cell: string; value: string; was: string }

export const writeCells = (id: string, cells: CellChange[], onBehalf?: string) =>
  data(api.POST('/api/v1/progress-reports/{id}/cells', { params: { path: { id } }, body: { cells, ...(onBehalf && { onBehalf }) } }));

export const moveReport = (id: string, version: number, body: ReportMove) =>
  data(api.POST('/api/v1/progress-reports/{id}/transitions', { params: { path: { id }, header: ifMatch(version) }, body }));

export const moveReports = (body: ReportBulk) => data(api.POST('/api/v1/progress-reports/transitions', { body }));

export const getChanges = (id: string, since?: number) => data(api.GET('/api/v1/progress-reports/{id}/changes', { params: { path: { id }, query: { since } } }));

export const getManyChanges = (ids: string[]) => data(api.GET('/api/v1/progress-reports/changes', { params: { query: { id: ids } } }));

export const getComparison = (id: string) => data(api.GET('/api/v1/progress-reports/{id}/comparison', { params: { path: { id } } }));

export const lookAt = (items: { id: string; submission: number }[]) => data(api.POST('/api/v1/progress-reports/looks', { body: { items } }));

export const attachFiles = (id: string, attachmentIds: string[]) => data(api.POST('/api/v1/progress-reports/{id}/files', { params: { path: { id } }, body: { attachmentIds } }));

export const remarkOn = (id: string, body: { cell: string; kind: 'request' | 'comment'; text: string }) =>
  data(api.POST('/api/v1/progress-reports/{id}/remarks', { params: { path: { id } }, body }));

export const answerRemark = (id: string, version: number, answer: string) =>
  data(api.POST('/api/v1/report-remarks/{id}/answer', { params: { path: { id }, header: ifMatch(version) }, body: { answer } }));
