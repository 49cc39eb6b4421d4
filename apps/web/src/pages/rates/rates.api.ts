import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, data } from '../../api/client';
import type { Query } from '../../api/model';

export const useRates = (query: Query) =>
  useQuery({ queryKey: ['rates', query], queryFn: () => data(api.GET('/api/v1/stats/reporting-rates', { params: { query } })), placeholderData: keepPreviousData });
