import { Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlacePicker } from '../../components/place-picker';
import { useRoles } from '../roles/roles.api';

interface Props {
  required: boolean;
  onPlace?: (chosen: boolean) => void;
}

/** An organisation, and the roles that have a place in one of its kind. */
export function RoleAtPlace({ required, onPlace }: Props) {
  const { t, i18n } = useTranslation();
  const form = Form.useFormInstance();
  const roles = useRoles().data?.items ?? [];
  const [kind, setKind] = useState<string>();
  const fitting = roles.filter((role) => kind && role.organisationKinds.includes(kind));
  const rules = required ? [{ required: true, message: t('form.required') }] : [];
  return (
    <>
      <Form.Item name="organisationId" label={t('people.organisation')} rules={rules}>
        <PlacePicker testId="pick-place" onChange={(id, row) => {
          form.setFieldsValue({ organisationId: id, role: undefined });
          setKind(row?.kind);
          onPlace?.(Boolean(id));
        }} />
      </Form.Item>
      <Form.Item name="role" label={t('people.role')} rules={rules}>
        <Select allowClear disabled={!kind} data-testid="pick-role" placeholder={t('people.roleFirst')}
          options={fitting.map((role) => ({ value: role.code, label: i18n.language === 'en' ? role.en : role.zh }))} />
      </Form.Item>
    </>
  );
}
