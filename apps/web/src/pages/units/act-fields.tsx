import { DatePicker, Form, Input } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';

/** What every act upon a unit says: from which day it holds, why, and on what paper. */
export function ActFields() {
  const { t } = useTranslation();
  const { today } = useSession();
  return (
    <>
      <Form.Item name="effectiveOn" label={t('unitAct.effectiveOn')} rules={[{ required: true, message: t('form.required') }]} extra={t('unitAct.effectiveHint')}
        initialValue={dayjs(today)}>
        <DatePicker maxDate={dayjs(today)} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, message: t('form.required') }]}><Input.TextArea rows={2} maxLength={500} data-testid="act-reason" /></Form.Item>
      <Form.Item name="document" label={t('unitAct.document')}><Input maxLength={100} /></Form.Item>
    </>
  );
}

/** The form has the day as the picker's own; the API takes text, and nothing for what was left empty. */
export function actBody<T extends { effectiveOn: unknown }>(values: T): T & { effectiveOn: string } {
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''));
  return { ...(filled as T), effectiveOn: dayjs(values.effectiveOn as string).format('YYYY-MM-DD') };
}
