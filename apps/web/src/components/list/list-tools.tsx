import { Button, Checkbox, Popover, Segmented } from 'antd';
import SettingOutlined from '@ant-design/icons/es/icons/SettingOutlined';
import { useTranslation } from 'react-i18next';
import type { ListView } from './use-list-view';

interface Props {
  view: ListView;
  onChange: (change: Partial<ListView>) => void;
  columns: { key: string; title: string }[];
}

export function ListTools({ view, onChange, columns }: Props) {
  const { t } = useTranslation();
  const content = (
    <div className="list-settings">
      <div className="label">{t('list.density')}</div>
      <Segmented
        aria-label={t('list.density')}
        value={view.dense ? 'dense' : 'roomy'}
        onChange={(value) => onChange({ dense: value === 'dense' })}
        options={['dense', 'roomy'].map((value) => ({ value, label: t(`list.${value}`) }))}
      />
      <div className="label">{t('list.columns')}</div>
      {columns.map(({ key, title }, index) => (
        <div key={key}>
          <Checkbox
            // The first column names the row; a list without it says nothing.
            disabled={index === 0}
            checked={!view.hidden.includes(key)}
            onChange={({ target }) => onChange({ hidden: target.checked ? view.hidden.filter((one) => one !== key) : [...view.hidden, key] })}
          >
            {title}
          </Checkbox>
        </div>
      ))}
    </div>
  );
  return (
    <Popover content={content} trigger="click" placement="bottomRight">
      <Button icon={<SettingOutlined />} aria-label={t('list.settings')} data-testid="list-settings" />
    </Popover>
  );
}
