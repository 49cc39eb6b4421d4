import { api, data } from '../../api/client';
import type { Query } from '../../api/model';

export const listCases = (query: Query) => data(api.GET('/api/v1/pilot-cases', { params: { query } }));

export const getCase = (id: string) => data(api.GET('/api/v1/pilot-cases/{id}', { params: { path: { id } } }));

export const getCaseAssignments = (id: string) => data(api.GET('/api/v1/pilot-cases/{id}/assignments', { params: { path: { id } } }));
