import { useTranslation } from 'react-i18next';
import { useBatches, useName, useRegions, useVocabularies, useWord } from '../../api/reference';

/** By what units can be counted; each is also a filter of the list. */
export const DIMENSIONS = ['region', 'level', 'batch', 'ownership', 'size', 'industry', 'track'] as const;

const LISTS: Record<string, string> = { level: 'pilot_level', ownership: 'ownership', size: 'size', industry: 'industry_section', track: 'sector_track' };

/** The names of a dimension's codes, and the order people know them in: regions by protocol, words by their list, never alphabetical. */
export function useDimension(dimension: string) {
  const { t } = useTranslation();
  const word = useWord();
  const nameOf = useName();
  const regions = useRegions().data ?? [];
  const batches = useBatches().data ?? [];
  const words = useVocabularies().data?.[LISTS[dimension] ?? ''] ?? [];
  const known = dimension === 'region' ? regions : dimension === 'batch' ? batches : words;
  const place = (code: string) => (code === 'none' ? known.length + 1 : known.findIndex((entry) => entry.code === code));
  return {
    name: (code: string): string => {
      if (code === 'none') return t('unitStats.none');
      if (LISTS[dimension]) return word(LISTS[dimension], code);
      return nameOf([...regions, ...batches].find((entry) => entry.code === code) ?? { name: code });
    },
    order: (codes: string[]): string[] => [...codes].sort((a, b) => place(a) - place(b)),
  };
}
