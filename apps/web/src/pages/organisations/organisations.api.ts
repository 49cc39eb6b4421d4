import { api, data, ifMatch } from '../../api/client';
import type { NewOrganisation, OrganisationChange, Query } from '../../api/model';

const at = (id: string, version: number) => ({ params: { path: { id }, header: ifMatch(version) } });

export const listOrganisations = (query: Query) => data(api.GET('/api/v1/organisations', { params: { query } }));
export const getOrganisation = (id: string) => data(api.GET('/api/v1/organisations/{id}', { params: { path: { id } } }));
export const addOrganisation = (body: NewOrganisation) => data(api.POST('/api/v1/organisations', { body }));
export const changeOrganisation = (id: string, version: number, body: OrganisationChange) =>
  data(api.PATCH('/api/v1/organisations/{id}', { ...at(id, version), body }));
export const actOnOrganisation = (id: string, version: number, action: 'close' | 'reopen') =>
  data(api.POST('/api/v1/organisations/{id}/transitions', { ...at(id, version), body: { action } }));
