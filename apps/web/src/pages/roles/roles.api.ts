import { useQuery } from '@tanstack/react-query';
import { api, data, ifMatch } from '../../api/client';

export const useRoles = () => useQuery({ queryKey: ['roles'], queryFn: () => data(api.GET('/api/v1/roles')), staleTime: 60_000 });
export const adjustRole = (code: string, version: number, body: { permissions: string[]; reason?: string }) =>
  data(api.PATCH('/api/v1/roles/{code}', { params: { path: { code }, header: ifMatch(version) }, body }));
export const resetRole = (code: string, version: number, reason: string) =>
  data(api.POST('/api/v1/roles/{code}/transitions', { params: { path: { code }, header: ifMatch(version) }, body: { action: 'reset', reason } }));
export const getRoleHistory = (code: string) => data(api.GET('/api/v1/roles/{code}/history', { params: { path: { code } } }));
