import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, data } from './client';
import type { Query } from './model';

/** The console asks by itself; that nobody is there must not keep a session alive. */
const BY_ITSELF = { 'X-Background': '1' };

export const notificationsQuery = (unread: boolean) =>
  queryOptions({
    queryKey: ['notifications', unread],
    queryFn: () => data(api.GET('/api/v1/notifications', { headers: BY_ITSELF, params: { query: { unread: unread ? 'true' : undefined, limit: 20 } } })),
  });

export function useReadNotification() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => data(api.POST('/api/v1/notifications/{id}/read', { params: { path: { id } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['notifications'] }),
  });
}

export const listNotifications = (query: Query) => data(api.GET('/api/v1/notifications', { params: { query } }));

/** @param upTo the newest one in sight: what came meanwhile stays unread */
export function useReadAllNotifications() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (upTo: string) => data(api.POST('/api/v1/notifications/read', { body: { upTo } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['notifications'] }),
  });
}
