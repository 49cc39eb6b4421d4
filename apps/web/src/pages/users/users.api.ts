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

export type UserAction = 'disable' | 'enable' | 'unlock' | 'invite' | 'reset';
