import { api, data, ifMatch } from '../../api/client';
import type { NewUnit, UnitChange } from '../../api/model';
import type { Query } from '../../api/model';

export const listUnits = (query: Query) => data(api.GET('/api/v1/pilot-units', { params: { query } }));

export const getUnit = (id: string) => data(api.GET('/api/v1/pilot-units/{id}', { params: { path: { id } } }));

export const changeUnit = (id: string, version: number, body: UnitChange) =>
  data(api.PATCH('/api/v1/pilot-units/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));

export const addUnit = (body: NewUnit) => data(api.POST('/api/v1/pilot-units', { body }));
