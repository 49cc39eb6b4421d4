import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Page } from '../../api/model';
import type { Query } from '../../api/model';

/** One page of a list. The old page stays on screen while the next one is on its way. */
export const useRows = <T>(list: string, query: Query, load: (query: Query) => Promise<Page<T>>) =>
  useQuery({ queryKey: [list, 'list', query], queryFn: () => load(query), placeholderData: keepPreviousData });
