import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { api, data } from './client';
import type { Named, Vocabularies, Workflow } from './model';

/** Words and small lists that change with a release or a decree, not within a working day. */
const forTheDay = { staleTime: 12 * 3600_000, gcTime: Infinity };

export const useVocabularies = () =>
  useQuery({ queryKey: ['vocabularies'], queryFn: async () => (await data(api.GET('/api/v1/vocabularies'))) as Vocabularies, ...forTheDay });

export const useRegions = () =>
  useQuery({
    queryKey: ['regions'],
    queryFn: async () => [...(await data(api.GET('/api/v1/regions'))).items].sort((a, b) => a.protocolOrder - b.protocolOrder),
    ...forTheDay,
  });

export const useBatches = () =>
  useQuery({ queryKey: ['batches'], queryFn: async () => (await data(api.GET('/api/v1/batches'))).items, ...forTheDay });

/** Whoever may lead a task: the departments, and the union that coordinates them. */
export const useDepartments = () =>
  useQuery({
    queryKey: ['departments'],
    queryFn: async () => (await data(api.GET('/api/v1/organisations', { params: { query: { kind: ['provincial_union', 'department'], limit: 200 } } }))).items,
    ...forTheDay,
  });

/** The batch whose catalogue counts on a page: a batch keeps the version it was admitted under. Without one, the newest. */
export const CatalogueBatch = createContext<string | undefined>(undefined);

export function useTasks() {
  const batch = useContext(CatalogueBatch);
  const version = useBatches().data?.find(({ code }) => code === batch)?.catalogueVersion;
  return useQuery({
    queryKey: ['task-categories', 'of', version ?? 'newest'],
    queryFn: async () => (await data(api.GET('/api/v1/task-categories', { params: { query: { catalogueVersion: version } } }))).items,
    enabled: !batch || version !== undefined,
    ...forTheDay,
  });
}

export const useWorkflow = (machine: string) =>
  useQuery({
    queryKey: ['workflow', machine],
    queryFn: async () => (await data(api.GET('/api/v1/workflows/{machine}', { params: { path: { machine } } }))) as unknown as Workflow,
    ...forTheDay,
  });

/** What an action of a machine is called in the reader's language; `otherwise` while the words are on their way, and for what is no action of it. */
export function useActionWord(machine: string) {
  const { i18n } = useTranslation();
  const transitions = useWorkflow(machine).data?.transitions;
  return (action: string, otherwise = action): string => {
    const found = transitions?.find((row) => row.action === action);
    return (i18n.language === 'en' ? found?.en : found?.zh) ?? otherwise;
  };
}

export const usePeriods = () =>
  useQuery({ queryKey: ['reporting-periods'], queryFn: async () => (await data(api.GET('/api/v1/reporting-periods'))).items, staleTime: 60_000 });

/** A period's name in the reader's language; rows carry the Chinese one. */
export function usePeriodName() {
  const name = useName();
  const periods = usePeriods().data ?? [];
  return (period: { id: string; name: string }) => name(periods.find(({ id }) => id === period.id) ?? period);
}

/** The word of a code in the reader's language; the code itself while the words are on their way. */
export function useWord() {
  const { i18n } = useTranslation();
  const { data: words } = useVocabularies();
  const english = i18n.language === 'en';
  return (list: string, code: string | null | undefined): string => {
    if (!code) return '—';
    const term = words?.[list]?.find((entry) => entry.code === code);
    return term ? (english ? term.en : term.zh) : code;
  };
}

/**
 * A thing's name in the reader's language. Rows carry the Chinese name of their region, batch and departments;
 * the English one is found by code or id in the lists, whose codes do not overlap.
 */
export function useName() {
  const { i18n } = useTranslation();
  const english = i18n.language === 'en';
  const lists: Named[][] = [useRegions().data ?? [], useBatches().data ?? [], useDepartments().data ?? []];
  const inEnglish = (named: Named) => named.nameEn ?? lists.flat().find(({ code, id }) => (named.code ? code === named.code : named.id && id === named.id))?.nameEn;
  return (named: Named | null | undefined): string => (named && english && inEnglish(named)) || (named?.name ?? '—');
}
