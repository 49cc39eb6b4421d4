import { Button, Drawer, Form, Input, Select } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { NewUnit } from '../../api/model';
import { useName, useRegions } from '../../api/reference';
import { filled } from '../../components/filled';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { AlikeHint } from './alike-hint';
import { addUnit } from './units.api';
import { UnitFormFields, WordItem } from './unit-form-fields';

interface Props {
  open: boolean;
  onClose: () => void;
}

export function UnitAddDrawer({ open, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const name = useName();
  const regions = useRegions().data ?? [];
  const [form] = Form.useForm<NewUnit>();
  const [entered, uscc] = [Form.useWatch('name', form), Form.useWatch('uscc', form)];
  const add = useMutation({
    mutationFn: (values: NewUnit) => addUnit(filled(values)),
    onSuccess: (unit) => {
      void cache.invalidateQueries({ queryKey: ['units'] });
      void navigate(`/units/${unit.id}`);
    },
    onError: (error) => markFields(form, error),
  });

  return (
    <Drawer open={open} onClose={onClose} title={t('unit.add')} size={520}
      footer={<Button type="primary" loading={add.isPending} onClick={form.submit} data-testid="save-unit">{t('common.save')}</Button>}>
      <div aria-live="polite"><ProblemAlert error={add.error} /></div>
      <Form form={form} layout="vertical" scrollToFirstError onFinish={(values) => add.mutate(values)}>
        <AlikeHint name={entered} uscc={uscc} />
        <Form.Item name="uscc" label={t('field.uscc')} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={18} /></Form.Item>
        <Form.Item name="usccReason" label={t('field.usccReason')} extra={t('unit.usccReasonHint')}><Input /></Form.Item>
        <Form.Item name="regionCode" label={t('field.region')} rules={[{ required: true, message: t('form.required') }]}>
          <Select options={regions.map((region) => ({ value: region.code, label: name(region) }))} />
        </Form.Item>
        <WordItem name="unitKind" list="unit_kind" required />
        <UnitFormFields />
      </Form>
    </Drawer>
  );
}
