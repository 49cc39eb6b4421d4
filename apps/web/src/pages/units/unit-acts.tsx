import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Unit, UnitIdentity, UnitMerge, UnitSplit } from '../../api/model';
import { useBatches, useName, useRegions, useWord } from '../../api/reference';
import { UnitSelect } from '../../components/unit-select';
import { UnitActDrawer } from './unit-act-drawer';
import { changeIdentity, mergeUnit, splitUnit } from './units.api';

export type UnitAct = 'identity' | 'merge' | 'split';

interface Props {
  act: UnitAct;
  unit: Unit;
  onClose: () => void;
}

export function UnitActs({ act, unit, onClose }: Props) {
  if (act === 'identity') return <ChangeIdentity unit={unit} onClose={onClose} />;
  return act === 'merge' ? <Merge unit={unit} onClose={onClose} /> : <Split unit={unit} onClose={onClose} />;
}

type ActProps = Omit<Props, 'act'>;

function ChangeIdentity({ unit, onClose }: ActProps) {
  const { t } = useTranslation();
  const name = useName();
  const regions = useRegions().data ?? [];
  const initial = { name: unit.name, uscc: unit.uscc, regionCode: unit.region.code };
  return (
    <UnitActDrawer<UnitIdentity> title={t('unitAct.identity')} hint={t('unitAct.identityHint')} initial={initial} onClose={onClose} send={(body) => changeIdentity(unit.id, unit.version, body)}>
      {() => (
        <>
          <Form.Item name="name" label={t('field.unit')} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={100} data-testid="act-name" /></Form.Item>
          <Form.Item name="uscc" label={t('field.uscc')} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={18} /></Form.Item>
          <Form.Item name="usccReason" label={t('field.usccReason')} extra={t('unit.usccReasonHint')}><Input maxLength={500} /></Form.Item>
          <Form.Item name="regionCode" label={t('field.region')}><Select options={regions.map((region) => ({ value: region.code, label: name(region) }))} /></Form.Item>
        </>
      )}
    </UnitActDrawer>
  );
}

function Merge({ unit, onClose }: ActProps) {
  const { t } = useTranslation();
  return (
    <UnitActDrawer<UnitMerge> title={t('unitAct.merge')} hint={t('unitAct.mergeHint', { name: unit.name })} onClose={onClose} send={(body) => mergeUnit(unit.id, unit.version, body)}>
      {() => <Form.Item name="intoId" label={t('unitAct.into')} rules={[{ required: true, message: t('form.required') }]}><UnitSelect without={unit.id} testId="act-into" /></Form.Item>}
    </UnitActDrawer>
  );
}

function Split({ unit, onClose }: ActProps) {
  const { t } = useTranslation();
  const word = useWord();
  const name = useName();
  const batches = useBatches().data ?? [];
  const options = unit.cases.map((row) => ({ value: row.id, label: `${name(batches.find(({ code }) => code === row.batch))} · ${word('pilot_level', row.level)} · ${row.caseNo}` }));
  return (
    <UnitActDrawer<UnitSplit> title={t('unitAct.split')} hint={t('unitAct.splitHint', { name: unit.name })} initial={{ caseIds: [] }} onClose={onClose} send={(body) => splitUnit(unit.id, unit.version, body)}>
      {() => (
        <>
          <Form.Item name="name" label={t('unitAct.newName')} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={100} data-testid="act-name" /></Form.Item>
          <Form.Item name="uscc" label={t('field.uscc')} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={18} data-testid="act-uscc" /></Form.Item>
          <Form.Item name="usccReason" label={t('field.usccReason')} extra={t('unit.usccReasonHint')}><Input maxLength={500} data-testid="act-uscc-reason" /></Form.Item>
          {options.length > 0 && <Form.Item name="caseIds" label={t('unitAct.cases')}><Checkbox.Group className="column-group" options={options} /></Form.Item>}
        </>
      )}
    </UnitActDrawer>
  );
}
