import { api, data, ifMatch } from '../../api/client';
import type { Unit } from '../../api/model';
import type { Query } from '../../api/schema';

export const listUnits = (query: Query) => data(api.GET('/api/v1/pilot-units', { params: { query } }));

export const getUnit = (id: string) => data(api.GET('/api/v1/pilot-units/{id}', { params: { path: { id } } }));

export type UnitChange = Partial<Pick<Unit,
  'name' | 'employees' | 'industrialWorkers' | 'liaisonName' | 'liaisonPhone' | 'remark' | 'ownership' | 'size' | 'sectorTrack'>>;

export const changeUnit = (id: string, version: number, body: UnitChange) =>
  data(api.PATCH('/api/v1/pilot-units/{id}', { params: { path: { id } }, body, headers: ifMatch(version) }));

export const addUnit = (body: Record<string, unknown>) => data(api.POST('/api/v1/pilot-units', { body }));
