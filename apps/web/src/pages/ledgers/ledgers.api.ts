import { useQuery } from '@tanstack/react-query';
import { api, data, ifMatch } from '../../api/client';
import type { ImportRow, Query } from '../../api/model';

// Every ledger has the same routes below a path of its own; one of them stands for all in the generated client.
const list = (kind: string) => `/api/v1/${kind}/imports` as '/api/v1/pilot-units/imports';
const one = (kind: string) => `/api/v1/${kind}/imports/{id}` as '/api/v1/pilot-units/imports/{id}';
const at = (id: string, version: number) => ({ params: { path: { id }, header: ifMatch(version) } });

export const listImports = (kind: string, query: Query) => data(api.GET(list(kind), { params: { query } }));

export const getImport = (kind: string, id: string) => data(api.GET(one(kind), { params: { path: { id } } }));

export const listImportRows = (kind: string, id: string, query: Query) =>
  data(api.GET(`${one(kind)}/rows` as '/api/v1/pilot-units/imports/{id}/rows', { params: { path: { id }, query } }));

const listImportColumns = (kind: string) => data(api.GET(`/api/v1/${kind}/import-columns` as '/api/v1/pilot-units/import-columns'));

/** A ledger's columns, and what each accepts. */
export const useImportColumns = (kind: string) =>
  useQuery({ queryKey: ['import-columns', kind], queryFn: () => listImportColumns(kind), staleTime: 60_000 }).data?.items ?? [];

export function startImport(kind: string, file: File) {
  const form = new FormData();
  form.append('file', file, file.name);
  return data(api.POST(list(kind), { body: { file: file.name }, bodySerializer: () => form }));
}

export const mendRow = (kind: string, id: string, row: ImportRow, cells: Record<string, string>) =>
  data(api.PATCH(`${one(kind)}/rows/{rowId}` as '/api/v1/pilot-units/imports/{id}/rows/{rowId}', {
    params: { path: { id, rowId: row.id }, header: ifMatch(row.version) }, body: { cells },
  }));

export const commitImport = (kind: string, id: string, version: number, mode: 'all' | 'validOnly') =>
  data(api.POST(`${one(kind)}/commit` as '/api/v1/pilot-units/imports/{id}/commit', { ...at(id, version), body: { mode } }));

export const undoImport = (kind: string, id: string, version: number) =>
  data(api.POST(`${one(kind)}/undo` as '/api/v1/pilot-units/imports/{id}/undo', at(id, version)));

export const templateUrl = (kind: string) => `/api/v1/${kind}/import-template`;
export const annotatedUrl = (kind: string, id: string, lang: string) => `/api/v1/${kind}/imports/${id}/annotated?lang=${lang}`;
