import { api, data, ifMatch } from '../../api/client';
import type { Query } from '../../api/model';

export const listSessions = (query: Query) => data(api.GET('/api/v1/sessions', { params: { query } }));
export const revokeSession = (id: string) => data(api.POST('/api/v1/sessions/{id}/transitions', { params: { path: { id } }, body: { action: 'revoke' } }));
export const listSignIns = (query: Query) => data(api.GET('/api/v1/sign-in-events', { params: { query } }));
export const getPolicy = () => data(api.GET('/api/v1/sign-in-policy'));
export const changePolicy = (version: number, body: PolicyChange) => data(api.PATCH('/api/v1/sign-in-policy', { params: { header: ifMatch(version) }, body }));

export interface PolicyChange {
  passwordProfile?: 'dengbao' | 'asvs';
  secondFactor?: 'optional' | 'administrators' | 'everybody';
  idleMinutes?: number;
}
