import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Unit } from '../../api/model';
import { useName, useWord } from '../../api/reference';
import { Facts } from '../../components/facts';
import { useFormat } from '../../components/use-format';

export function UnitFacts({ unit }: { unit: Unit }) {
  const { t } = useTranslation();
  const word = useWord();
  const name = useName();
  const { number, time } = useFormat();
  return (
    <Facts
      items={[
        [t('field.uscc'), unit.uscc],
        [t('field.region'), name(unit.region)],
        [t('field.unitKind'), word('unit_kind', unit.unitKind)],
        [t('field.ownership'), word('ownership', unit.ownership)],
        [t('field.size'), word('size', unit.size)],
        [t('field.track'), word('sector_track', unit.sectorTrack)],
        [t('field.subSector'), word('sub_sector', unit.subSector)],
        [t('field.industrySection'), word('industry_section', unit.industrySection)],
        [t('field.employees'), number(unit.employees)],
        [t('field.industrialWorkers'), number(unit.industrialWorkers)],
        [t('field.liaisonName'), unit.liaisonName],
        [t('field.liaisonPhone'), unit.liaisonPhone],
        [t('field.parent'), unit.parent && <Link to={`/units/${unit.parent.id}`}>{unit.parent.name}</Link>],
        [t('field.subsidiaries'), unit.subsidiaries.length > 0 && unit.subsidiaries.map((row) => <div key={row.id}><Link to={`/units/${row.id}`}>{row.name}</Link></div>)],
        [t('field.remark'), unit.remark],
        [t('field.updatedAt'), time(unit.updatedAt)],
      ]}
    />
  );
}
