import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import type { Query } from '../../api/model';

export type ListParams = ReturnType<typeof useListParams>;

/**
 * The URL is the list's state: filters, sort and the page's cursor. Back restores all of it and a link
 * shares it. What the URL says is sent as it is, so the links of todos and statistics just work.
 */
export function useListParams() {
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const depth = ((useLocation().state as { depth?: number } | null)?.depth ?? 0);

  const set = useCallback(
    (name: string, value: string | string[] | undefined) =>
      setSearch((old) => {
        const next = new URLSearchParams(old);
        next.delete(name);
        next.delete('cursor');
        for (const one of [value ?? []].flat()) if (one) next.append(name, one);
        return next;
      }),
    [setSearch],
  );

  const query: Query = useMemo(() => {
    const names = [...new Set(search.keys())];
    return Object.fromEntries(names.map((name) => {
      const values = search.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }));
  }, [search]);

  return {
    query,
    all: (name: string) => search.getAll(name),
    one: (name: string) => search.get(name) ?? undefined,
    set,
    clear: () => setSearch({}),
    /** How many filters narrow the list; sort, cursor and how it is drawn do not. */
    active: Object.keys(query).filter((name) => !['sort', 'cursor', 'by', 'zoom'].includes(name)).length,
    onFirstPage: !search.has('cursor'),
    // Keyset pages only lead forward; the way back is the browser's own history.
    next: (cursor: string) => {
      const to = new URLSearchParams(search);
      to.set('cursor', cursor);
      void navigate({ search: `?${to}` }, { state: { depth: depth + 1 } });
    },
    previous: () => (depth > 0 ? void navigate(-1) : set('cursor', undefined)),
  };
}
