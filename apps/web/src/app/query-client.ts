import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem } from '../api/problem';

/** A session may end at any request; the shell then shows the sign-in page and drafts stay where they are. */
function onError(error: unknown) {
  if (isProblem(error, 401)) queryClient.setQueryData(['me'], null);
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    // The browser's idea of "online" is wrong on many office networks: try, and say so when it fails.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      // A refusal will be a refusal again; only a dead network or an absent database is worth another try.
      retry: (count, error) => count < 2 && (!isProblem(error) || error.status === 0 || error.status === 503),
    },
  },
});
