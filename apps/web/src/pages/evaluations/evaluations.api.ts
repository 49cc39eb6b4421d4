import { useQuery } from '@tanstack/react-query';
import { api, data, ifMatch } from '../../api/client';
import type { EvaluationMark, EvaluationsToOpen, Query, SchemeChange } from '../../api/model';

export const listEvaluations = (query: Query) => data(api.GET('/api/v1/evaluations', { params: { query } }));

export const getEvaluation = (id: string) => data(api.GET('/api/v1/evaluations/{id}', { params: { path: { id } } }));

export const openEvaluations = (body: EvaluationsToOpen) => data(api.POST('/api/v1/evaluations', { body }));

export const writeMarks = (id: string, version: number, marks: EvaluationMark[]) =>
  data(api.PATCH('/api/v1/evaluations/{id}/marks', { params: { path: { id }, header: ifMatch(version) }, body: { marks } }));

export const moveEvaluation = (id: string, version: number, body: { action: string; reason?: string }) =>
  data(api.POST('/api/v1/evaluations/{id}/transitions', { params: { path: { id }, header: ifMatch(version) }, body }));

export const moveEvaluations = (action: 'sign' | 'report' | 'publish', items: { id: string; version: number }[]) => data(api.POST('/api/v1/evaluations/transitions', { body: { action, items } }));

export const workbookUrl = (id: string) => `/api/v1/evaluations/${id}/workbook`;

export const useSchemes = () => useQuery({ queryKey: ['schemes'], queryFn: async () => (await data(api.GET('/api/v1/evaluation-schemes'))).items });

export const useScheme = (year: number | undefined) =>
  useQuery({ queryKey: ['schemes', year], queryFn: () => data(api.GET('/api/v1/evaluation-schemes/{year}', { params: { path: { year: String(year) } } })), enabled: year !== undefined });

export const copyScheme = (year: number, from: number) => data(api.POST('/api/v1/evaluation-schemes', { body: { year, from } }));

export const changeScheme = (year: number, version: number, body: SchemeChange) =>
  data(api.PATCH('/api/v1/evaluation-schemes/{year}', { params: { path: { year: String(year) }, header: ifMatch(version) }, body }));
