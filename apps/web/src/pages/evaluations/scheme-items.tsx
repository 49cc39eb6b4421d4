import { Button, Checkbox, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { EvaluationScheme } from '../../api/model';
import { useName } from '../../api/reference';

/** A code that is nobody's yet: codes are kept with scores, so none comes back for something else. */
const fresh = (stem: string, taken: string[]) => {
  for (let n = taken.length + 1; ; n += 1) if (!taken.includes(`${stem}-${n}`)) return `${stem}-${n}`;
};
const codes = (rows: unknown) => ((rows as { code: string }[] | undefined) ?? []).map(({ code }) => code);

/** The items of a first-level indicator, each to be changed or taken out, and more to be added. */
export function SchemeItems({ scheme, level, code }: { scheme: EvaluationScheme; level: number; code: string }) {
  const { t } = useTranslation();
  const name = useName();
  const form = Form.useFormInstance();
  const required = [{ required: true, message: t('form.required') }];
  const path = ['content', 'levels', level, 'items'];
  return (
    <Form.List name={path}>
      {(fields, { add, remove }) => (
        <>
          {fields.map((field) => {
            const indicator = form.getFieldValue([...path, field.name, 'indicator']) as string | null;
            return (
              <div key={field.key} className="scheme-grid scheme-item">
                <div>
                  <Form.Item name={[field.name, 'name']} label={t('evaluation.item')} rules={required}><Input maxLength={100} /></Form.Item>
                  <div className="mark-buttons">
                    <Form.Item name={[field.name, 'evidence']} valuePropName="checked"><Checkbox>{t('scheme.evidence')}</Checkbox></Form.Item>
                    {fields.length > 1 && <Form.Item><Button size="small" type="text" onClick={() => remove(field.name)} aria-label={t('common.remove', { name: String(form.getFieldValue([...path, field.name, 'name']) ?? '') })} data-name>{t('scheme.remove')}</Button></Form.Item>}
                  </div>
                </div>
                <Form.Item name={[field.name, 'points']} label={t('evaluation.pointsOf')} rules={required}><InputNumber min={0} max={900} precision={2} /></Form.Item>
                <Form.Item name={[field.name, 'criteria']} label={t('scheme.criteria')} rules={required}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} /></Form.Item>
                {indicator ? <Form.Item name={[field.name, 'target']} label={t('scheme.target')} extra={name(scheme.indicators.find((one) => one.code === indicator))}><Input inputMode="decimal" maxLength={20} placeholder={t('scheme.ownTarget')} /></Form.Item> : <span />}
              </div>
            );
          })}
          <Button size="small" data-testid={`add-item-${code}`} onClick={() => add({ code: fresh(code, codes(form.getFieldValue(path))), name: '', nameEn: '', points: 0, criteria: '', indicator: null, target: null, evidence: true })}>{t('scheme.addItem')}</Button>
        </>
      )}
    </Form.List>
  );
}

export function VetoItems() {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const path = ['content', 'veto'];
  return (
    <Form.List name={path}>
      {(fields, { add, remove }) => (
        <>
          {fields.map((field, i) => (
            <div key={field.key} className="scheme-grid scheme-veto">
              <Form.Item name={[field.name, 'name']} label={`${t('evaluation.veto')} ${i + 1}`} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={100} /></Form.Item>
              <Button size="small" type="text" onClick={() => remove(field.name)} aria-label={t('common.remove', { name: String(form.getFieldValue([...path, field.name, 'name']) ?? '') })} data-name>{t('scheme.remove')}</Button>
            </div>
          ))}
          <Form.Item><Button size="small" onClick={() => add({ code: fresh('VETO', codes(form.getFieldValue(path))), name: '', nameEn: '' })}>{t('scheme.addVeto')}</Button></Form.Item>
        </>
      )}
    </Form.List>
  );
}
