import type { Overview, RegionRef, Tally } from '../../api/model';

export interface OverviewLine extends Tally {
  /** Region code, or `total`. */
  code: string;
  region: RegionRef | null;
  /** A console path whose rows are exactly what a number of this line counted. */
  href: (list: string, filters?: Record<string, string>) => string;
}

/** Regions in protocol order, never by size or alphabet, then the province's total. */
export function overviewLines(overview: Overview): OverviewLine[] {
  const href = (region: RegionRef | null): OverviewLine['href'] => (list, filters = {}) => {
    const search = new URLSearchParams(filters);
    if (region) search.set('region', region.code);
    const text = search.toString();
    return text ? `${list}?${text}` : list;
  };
  const regions = [...overview.regions].sort((a, b) => a.region.protocolOrder - b.region.protocolOrder);
  return [
    ...regions.map((row) => ({ ...row, code: row.region.code, href: href(row.region) })),
    { ...overview.total, region: null, code: 'total', href: href(null) },
  ];
}
