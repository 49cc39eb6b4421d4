import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Unit } from '../../api/model';
import { useName, useWord } from '../../api/reference';
import { Facts } from '../../components/facts';
import { useFormat } from '../../components/use-format';

interface Props {
  unit: Unit;
  /** As it is now, where `unit` is how it was: what differs is shown beside it. */
  since?: Unit;
}

export function UnitFacts({ unit, since }: Props) {
  const { t } = useTranslation();
  const word = useWord();
  const name = useName();
  const { number, time } = useFormat();
  const facts = (row: Unit): [string, ReactNode][] => [
    ...(since ? [[t('field.unit'), row.name] as [string, ReactNode]] : []),
    [t('field.uscc'), row.uscc],
    [t('field.region'), name(row.region)],
    [t('field.unitKind'), word('unit_kind', row.unitKind)],
    [t('field.ownership'), word('ownership', row.ownership)],
    [t('field.size'), word('size', row.size)],
    [t('field.track'), word('sector_track', row.sectorTrack)],
    [t('field.subSector'), word('sub_sector', row.subSector)],
    [t('field.industrySection'), word('industry_section', row.industrySection)],
    [t('field.employees'), number(row.employees)],
    [t('field.industrialWorkers'), number(row.industrialWorkers)],
    [t('field.liaisonName'), row.liaisonName],
    [t('field.liaisonPhone'), row.liaisonPhone],
    [t('field.parent'), row.parent && <Link to={`/units/${row.parent.id}`}>{row.parent.name}</Link>],
    [t('field.subsidiaries'), row.subsidiaries.length > 0 && row.subsidiaries.map((one) => <div key={one.id}><Link to={`/units/${one.id}`}>{one.name}</Link></div>)],
    ...(row.reportsDirectly ? [[t('field.reportsDirectly'), t('common.true')] as [string, ReactNode]] : []),
    [t('field.remark'), row.remark],
    ...(since ? [] : [[t('field.updatedAt'), time(row.updatedAt)] as [string, ReactNode]]),
  ];
  const now = since && new Map(facts(since));
  const items = facts(unit).map(([label, value]): [string, ReactNode] => {
    const differs = now && typeof value === 'string' && now.get(label) !== value;
    return [label, differs ? <>{value} <mark className="differs">{t('unit.nowIs', { value: now.get(label) })}</mark></> : value];
  });
  return <Facts items={items} />;
}
