import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** Before union staff fill in the unit's place: on what basis. It is kept with the report and shown on it. */
export function BasisForm({ onGiven }: { onGiven: (basis: string) => void }) {
  const { t } = useTranslation();
  return (
    <section className="panel" aria-labelledby="basis">
      <h2 id="basis">{t('report.fillFor')}</h2>
      <Form layout="inline" onFinish={({ basis }: { basis: string }) => onGiven(basis.trim())}>
        <Form.Item name="basis" label={t('report.basis')} extra={t('report.basisHint')} rules={[{ required: true, min: 2, message: t('form.required') }]}><Input style={{ width: 320 }} data-testid="basis" /></Form.Item>
        <Button htmlType="submit" type="primary" data-testid="basis-ok">{t('report.startFilling')}</Button>
      </Form>
    </section>
  );
}
