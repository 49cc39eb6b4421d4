import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useVocabularies } from '../../api/reference';

/** What both the new unit's form and the edit drawer ask. */
export function UnitFormFields() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item name="name" label={t('field.unit')} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={200} /></Form.Item>
      <WordItem name="ownership" list="ownership" />
      <WordItem name="size" list="size" />
      <WordItem name="sectorTrack" list="sector_track" />
      <Form.Item name="employees" label={t('field.employees')}><InputNumber min={0} precision={0} style={{ width: '100%' }} /></Form.Item>
      <Form.Item name="industrialWorkers" label={t('field.industrialWorkers')}><InputNumber min={0} precision={0} style={{ width: '100%' }} /></Form.Item>
      <Form.Item name="liaisonName" label={t('field.liaisonName')}><Input /></Form.Item>
      <Form.Item name="liaisonPhone" label={t('field.liaisonPhone')}><Input inputMode="tel" /></Form.Item>
      <Form.Item name="remark" label={t('field.remark')}><Input.TextArea rows={2} /></Form.Item>
    </>
  );
}

export function WordItem({ name, list, required }: { name: string; list: string; required?: boolean }) {
  const { t, i18n } = useTranslation();
  const terms = useVocabularies().data?.[list] ?? [];
  return (
    <Form.Item name={name} label={t(`field.${name}`)} rules={required ? [{ required, message: t('form.required') }] : []}>
      <Select allowClear={!required} options={terms.map((term) => ({ value: term.code, label: i18n.language === 'en' ? term.en : term.zh }))} />
    </Form.Item>
  );
}
