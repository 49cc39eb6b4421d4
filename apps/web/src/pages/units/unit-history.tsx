import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { UnitHistory as History } from '../../api/model';
import { useRegions, useName, useWord } from '../../api/reference';
import { EventTimeline, type TimelineEvent } from '../../components/event-timeline';
import { Loaded } from '../../components/loaded';
import { useFormat } from '../../components/use-format';
import { getUnitHistory } from './units.api';

/** Which vocabulary a fact's words are from. */
const LISTS: Record<string, string> = { unitKind: 'unit_kind', ownership: 'ownership', size: 'size', industrySection: 'industry_section', sectorTrack: 'sector_track', subSector: 'sub_sector' };
const UNSHOWN = ['isSample', 'mergedIntoId', 'parentId', 'status'];

/** What a unit was through time, newest first: each stretch with what changed, and what the office did. */
export function UnitHistory({ id }: { id: string }) {
  const query = useQuery({ queryKey: ['units', id, 'history'], queryFn: () => getUnitHistory(id) });
  return <Loaded query={query}>{(history) => <Lines history={history} />}</Loaded>;
}

function Lines({ history }: { history: History }) {
  const { t } = useTranslation();
  const word = useWord();
  const { day } = useFormat();
  const value = useValue();
  const who = (by: History['changes'][number]['by']) => by && [by.name, by.organisation, word('role', by.role)].join(' · ');
  // What an act of that day changed is told by the act.
  const told = (version: History['versions'][number]) =>
    history.changes.filter((row) => row.effectiveOn === version.validFrom).flatMap((row) => Object.keys(row.after));
  const untold = (version: History['versions'][number]) =>
    Object.entries(version.changed).filter(([field]) => !UNSHOWN.includes(field) && !told(version).includes(field));
  const changed = (facts: [string, unknown][]) =>
    facts.map(([field, now]) => (
      <p key={field} className="said"><span className="quiet">{t(`field.${FIELD[field] ?? field}`)} </span>{value(field, now)}</p>
    ));
  const events: (TimelineEvent & { on: string })[] = [
    ...history.changes.map((row) => ({
      id: row.id, at: row.recordedAt, on: row.effectiveOn, who: who(row.by),
      title: <><strong>{t(`unitAct.kind.${row.kind}`)}</strong> {row.other && <Link to={`/units/${row.other.id}`}>{row.other.name}</Link>} <span className="quiet">{t('unitAct.from', { day: day(row.effectiveOn) })}</span></>,
      detail: (
        <>
          {Object.entries(row.after as Record<string, unknown>).filter(([field]) => field !== 'usccReason').map(([field, now]) => (
            <p key={field} className="said"><span className="quiet">{t(`field.${FIELD[field] ?? field}`)} </span>{value(field, (row.before as Record<string, unknown>)[field])} → {value(field, now)}</p>
          ))}
          <p className="said"><span className="quiet">{t('field.reason')} </span>{row.reason}{row.document && <span className="quiet"> {row.document}</span>}</p>
        </>
      ),
    })),
    ...history.versions.slice(1).filter((row) => untold(row).length > 0).map((row) => ({
      id: row.validFrom, at: row.recordedAt, on: row.validFrom, who: who(row.by),
      title: <>{t('unitAct.facts')} <span className="quiet">{t('unitAct.from', { day: day(row.validFrom) })}</span></>, detail: changed(untold(row)),
    })),
    ...history.versions.slice(0, 1).map((row) => ({ id: 'first', at: row.recordedAt, on: row.validFrom, who: who(row.by), title: t('unitAct.first', { day: day(row.validFrom) }) })),
  ];
  return <EventTimeline events={events.sort((a, b) => b.on.localeCompare(a.on) || b.at.localeCompare(a.at))} />;
}

/** Where the word for a fact goes by another name. */
const FIELD: Record<string, string> = { name: 'unit', regionId: 'region' };

function useValue() {
  const word = useWord();
  const name = useName();
  const regions = useRegions().data ?? [];
  return (field: string, given: unknown): string => {
    if (given === null || given === undefined || given === '') return '—';
    if (field === 'regionId') return name(regions.find(({ id }) => id === given));
    return LISTS[field] ? word(LISTS[field], String(given)) : String(given);
  };
}
