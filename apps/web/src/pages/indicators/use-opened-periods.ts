import { usePeriods } from '../../api/reference';

/** Periods that there can be numbers of, the latest first. */
export const useOpenedPeriods = () => (usePeriods().data ?? []).filter(({ state }) => state !== 'planned');
