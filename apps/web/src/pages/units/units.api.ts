import { api, data, ifMatch } from '../../api/client';
import type { NewUnit, UnitChange, UnitIdentity, UnitMerge, UnitSplit } from '../../api/model';
import type { Query } from '../../api/model';

export const listUnits = (query: Query) => data(api.GET('/api/v1/pilot-units', { params: { query } }));

export const getUnit = (id: string) => data(api.GET('/api/v1/pilot-units/{id}', { params: { path: { id } } }));

export const getUnitAsOf = (id: string, asOf: string) => data(api.GET('/api/v1/pilot-units/{id}', { params: { path: { id }, query: { asOf } } }));

export const changeUnit = (id: string, version: number, body: UnitChange) =>
  data(api.PATCH('/api/v1/pilot-units/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));

export const addUnit = (body: NewUnit) => data(api.POST('/api/v1/pilot-units', { body }));

export const getUnitHistory = (id: string) => data(api.GET('/api/v1/pilot-units/{id}/history', { params: { path: { id } } }));
export const listDuplicates = (query: Query) => data(api.GET('/api/v1/pilot-units/duplicates', { params: { query } }));
export const listAlike = (query: Query) => data(api.GET('/api/v1/pilot-units/alike', { params: { query } }));
export const decideDistinct = (firstId: string, secondId: string, reason: string) =>
  data(api.POST('/api/v1/pilot-units/duplicates/decisions', { body: { firstId, secondId, decision: 'distinct', reason } }));
export const changeIdentity = (id: string, version: number, body: UnitIdentity) =>
  data(api.POST('/api/v1/pilot-units/{id}/identity', { params: { path: { id }, header: ifMatch(version) }, body }));
export const mergeUnit = (id: string, version: number, body: UnitMerge) =>
  data(api.POST('/api/v1/pilot-units/{id}/merge', { params: { path: { id }, header: ifMatch(version) }, body }));
export const splitUnit = (id: string, version: number, body: UnitSplit) =>
  data(api.POST('/api/v1/pilot-units/{id}/split', { params: { path: { id }, header: ifMatch(version) }, body }));
export const countUnits = (query: Query) => data(api.GET('/api/v1/stats/units', { params: { query } }));
