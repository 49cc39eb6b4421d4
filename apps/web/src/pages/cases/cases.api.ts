import { api, data, ifMatch } from '../../api/client';
import type { CaseMove, Designation, NewCase, PlanDraft, Query, ApplicationDraft, NewObjection } from '../../api/model';

export const listCases = (query: Query) => data(api.GET('/api/v1/pilot-cases', { params: { query } }));

const of = (id: string) => ({ path: { id } });
const at = (id: string, version: number) => ({ ...of(id), header: ifMatch(version) });

export const getCase = (id: string) => data(api.GET('/api/v1/pilot-cases/{id}', { params: of(id) }));

export const getCaseAssignments = (id: string) => data(api.GET('/api/v1/pilot-cases/{id}/assignments', { params: of(id) }));

export const openCase = (body: NewCase) => data(api.POST('/api/v1/pilot-cases', { body }));

export const saveApplication = (id: string, version: number, application: ApplicationDraft) =>
  data(api.PATCH('/api/v1/pilot-cases/{id}', { params: at(id, version), body: { application } }));

export const moveCase = (id: string, version: number, body: CaseMove) => data(api.POST('/api/v1/pilot-cases/{id}/transitions', { params: at(id, version), body }));

export const designateCases = (body: Designation) => data(api.POST('/api/v1/pilot-cases/designations', { body }));

export const getApplication = (id: string) => data(api.GET('/api/v1/pilot-cases/{id}/application', { params: of(id) }));

export const getPlan = (id: string) => data(api.GET('/api/v1/pilot-cases/{id}/plan', { params: of(id) }));

export const savePlan = (id: string, version: number, body: PlanDraft) => data(api.PATCH('/api/v1/pilot-cases/{id}/plan', { params: at(id, version), body }));

export const getObjections = (id: string) => data(api.GET('/api/v1/pilot-cases/{id}/objections', { params: of(id) }));

export const addObjection = (id: string, body: NewObjection) => data(api.POST('/api/v1/pilot-cases/{id}/objections', { params: of(id), body }));

export const answerObjection = (id: string, version: number, outcome: string) => data(api.PATCH('/api/v1/case-objections/{id}', { params: at(id, version), body: { outcome } }));
