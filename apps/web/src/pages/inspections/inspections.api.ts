import { api, data, ifMatch } from '../../api/client';
import type { VisitTransition } from '../../api/model';
import type { Query } from '../../api/model';

export const listInspections = (query: Query) => data(api.GET('/api/v1/inspections', { params: { query } }));

export const listVisits = (query: Query) => data(api.GET('/api/v1/visits', { params: { query } }));

export const getVisit = (id: string) => data(api.GET('/api/v1/visits/{id}', { params: { path: { id } } }));

export const listFindings = (query: Query) => data(api.GET('/api/v1/findings', { params: { query } }));

/** `sendKey` stays the same while the same result is sent again, so that a lost answer never files twice. */
export const actOnVisit = (id: string, version: number, body: VisitTransition, sendKey?: string) =>
  data(api.POST('/api/v1/visits/{id}/transitions', {
    params: { path: { id }, header: { ...ifMatch(version), ...(sendKey && { 'Idempotency-Key': sendKey }) } },
    body,
  }));
