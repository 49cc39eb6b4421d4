import { api, data, ifMatch } from '../../api/client';
import type { NewPeriod, PeriodChange, Query } from '../../api/model';

export const getPeriod = (id: string) => data(api.GET('/api/v1/reporting-periods/{id}', { params: { path: { id } } }));

export const addPeriod = (body: NewPeriod) => data(api.POST('/api/v1/reporting-periods', { body }));

export const changePeriod = (id: string, version: number, body: PeriodChange) =>
  data(api.PATCH('/api/v1/reporting-periods/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));

export const openPeriod = (id: string, version: number) => data(api.POST('/api/v1/reporting-periods/{id}/open', { params: { path: { id }, header: ifMatch(version) } }));

export const listRoll = (id: string) => (query: Query) => data(api.GET('/api/v1/reporting-periods/{id}/roll', { params: { path: { id }, query } }));
