import { api, data, ifMatch } from '../../api/client';
import type { NewPosition, NewUser, Query, UserChange } from '../../api/model';

const at = (id: string, version: number) => ({ params: { path: { id }, header: ifMatch(version) } });

export const listUsers = (query: Query) => data(api.GET('/api/v1/users', { params: { query } }));
export const getUser = (id: string) => data(api.GET('/api/v1/users/{id}', { params: { path: { id } } }));
export const addUser = (body: NewUser) => data(api.POST('/api/v1/users', { body }));
export const changeUser = (id: string, version: number, body: UserChange) => data(api.PATCH('/api/v1/users/{id}', { ...at(id, version), body }));
export const actOnUser = (id: string, version: number, body: { action: UserAction; reason?: string }) =>
  data(api.POST('/api/v1/users/{id}/transitions', { ...at(id, version), body }));
export const proposePosition = (body: NewPosition) => data(api.POST('/api/v1/position-proposals', { body }));

export const removeSecondFactor = (id: string, version: number) => data(api.POST('/api/v1/users/{id}/second-factor/remove', at(id, version)));

const file = async (answer: Promise<{ data?: unknown }>) => (await data(answer)) as Blob;
export const exportUsers = () => file(api.GET('/api/v1/users/export', { parseAs: 'blob' }));
export const fetchLinks = (importId: string) => file(api.POST('/api/v1/users/imports/{id}/links', { params: { path: { id: importId } }, parseAs: 'blob' }));

export type UserAction = 'disable' | 'enable' | 'unlock' | 'invite' | 'reset';
