import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PositionRow } from '../../api/model';

export function PositionState({ row }: { row: PositionRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Tag variant="outlined" data-state={row.state}>{t(`positionState.${row.state}`)}</Tag>
      {row.deputyFor && <span className="quiet">{t('people.deputyFor', { name: row.deputyFor.name })}</span>}
      {row.succeededBy && <span className="quiet">{t('people.succeededBy', { name: row.succeededBy.name })}</span>}
    </>
  );
}
