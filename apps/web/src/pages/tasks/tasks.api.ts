import { useQuery } from '@tanstack/react-query';
import { api, data } from '../../api/client';

/** @param version of the catalogue; the newest unless it is said */
export const useCatalogue = (version: string | undefined) =>
  useQuery({ queryKey: ['task-categories', 'version', version ?? 'newest'], queryFn: async () => (await data(api.GET('/api/v1/task-categories', { params: { query: { catalogueVersion: version } } }))).items });

export const useVersions = () => useQuery({ queryKey: ['task-categories', 'versions'], queryFn: async () => (await data(api.GET('/api/v1/task-categories/versions'))).items });

export const getTask = (id: string) => data(api.GET('/api/v1/task-categories/{id}', { params: { path: { id } } }));
export const getTaskAssignments = (id: string) => data(api.GET('/api/v1/task-categories/{id}/assignments', { params: { path: { id } } }));
