import { type Query, useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { api, data } from '../api/client';
import type { Me } from '../api/model';
import { isProblem } from '../api/problem';
import { clearDrafts } from './drafts';
import type { Permission } from './permissions';
import { queryClient } from './query-client';
import { sessionSign } from './session-sign';

/** null: not signed in. */
export const useMe = () =>
  useQuery({
    queryKey: ['me'],
    queryFn: async (): Promise<Me | null> => {
      if (!sessionSign.there()) return null;
      try {
        return await data(api.GET('/api/v1/me'));
      } catch (error) {
        if (isProblem(error, 401)) {
          sessionSign.drop();
          return null;
        }
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });

export const SessionContext = createContext<Me | null>(null);

/** Below the shell there is always a session. */
export function useSession(): Me {
  const me = useContext(SessionContext);
  if (!me) throw new Error('useSession outside the shell');
  return me;
}

export const useCan = (permission: Permission): boolean => useSession().permissions.includes(permission);

const notMe = ({ queryKey }: Query) => queryKey[0] !== 'me';

/** Everything shown so far was seen from the old position, so nothing of it is kept. */
export async function actIn(positionId: string): Promise<void> {
  await data(api.POST('/api/v1/auth/position', { body: { positionId } }));
  await queryClient.invalidateQueries({ queryKey: ['me'] });
  await queryClient.resetQueries({ predicate: notMe });
}

export async function signOut(): Promise<void> {
  try {
    await data(api.POST('/api/v1/auth/logout'));
  } finally {
    sessionSign.drop();
    clearDrafts();
    queryClient.setQueryData(['me'], null);
    queryClient.removeQueries({ predicate: notMe });
  }
}
