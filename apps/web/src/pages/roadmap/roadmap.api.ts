import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, data } from '../../api/client';
import type { Query } from '../../api/model';

export const useRoadmap = (query: Query) =>
  useQuery({ queryKey: ['assignments', 'roadmap', query], queryFn: () => data(api.GET('/api/v1/assignments/roadmap', { params: { query } })), placeholderData: keepPreviousData });

/** @param key of a line, which is the filter that its bars are asked for with */
export const useBars = (query: Query, filter: string, key: string) =>
  useQuery({
    queryKey: ['assignments', 'roadmap-bars', query, filter, key],
    queryFn: () => data(api.GET('/api/v1/assignments/roadmap/bars', { params: { query: { ...query, [filter]: key, limit: 200 } } })),
  });
