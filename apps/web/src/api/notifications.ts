import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, data } from './client';

export const notificationsQuery = (unread: boolean) =>
  queryOptions({
    queryKey: ['notifications', unread],
    queryFn: () => data(api.GET('/api/v1/notifications', { params: { query: { unread: unread ? 'true' : undefined, limit: 20 } } })),
  });

export function useReadNotification() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => data(api.POST('/api/v1/notifications/{id}/read', { params: { path: { id } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['notifications'] }),
  });
}
