import { useState } from 'react';

export interface ListView {
  size: number;
  dense: boolean;
  hidden: string[];
}

/** Page size, density and columns belong to a person's device and a list, not to a link. */
export function useListView(list: string): [ListView, (change: Partial<ListView>) => void] {
  const key = `console:list:${list}`;
  const [view, setView] = useState<ListView>(() => {
    const fallback: ListView = { size: 50, dense: true, hidden: [] };
    try {
      return { ...fallback, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<ListView>) };
    } catch {
      return fallback;
    }
  });
  const change = (part: Partial<ListView>) => {
    const next = { ...view, ...part };
    localStorage.setItem(key, JSON.stringify(next));
    setView(next);
  };
  return [view, change];
}
