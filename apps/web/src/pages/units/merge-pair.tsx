import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DuplicatePair, UnitMerge } from '../../api/model';
import { UnitActDrawer } from './unit-act-drawer';
import { mergeUnit } from './units.api';

/** The two are one: which of them goes on? */
export function MergePair({ pair, onClose }: { pair: DuplicatePair; onClose: () => void }) {
  const { t } = useTranslation();
  const sides = [pair.first, pair.second];
  const send = (body: UnitMerge) => {
    const gone = sides.find((side) => side.id !== body.intoId)!;
    return mergeUnit(gone.id, gone.version, body);
  };
  return (
    <UnitActDrawer<UnitMerge> title={t('duplicate.merge')} hint={t('duplicate.mergeHint')} onClose={onClose} send={send}>
      {() => (
        <Form.Item name="intoId" label={t('duplicate.stays')} rules={[{ required: true, message: t('form.required') }]}>
          <Radio.Group className="column-group" options={sides.map((side) => ({ value: side.id, label: `${side.name}（${side.uscc}）` }))} />
        </Form.Item>
      )}
    </UnitActDrawer>
  );
}
