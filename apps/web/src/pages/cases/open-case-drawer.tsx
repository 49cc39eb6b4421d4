import { Button, Drawer, Form, Select } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { NewCase } from '../../api/model';
import { useBatches, useName } from '../../api/reference';
import { useSession } from '../../app/session';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { listUnits } from '../units/units.api';
import { WordItem } from '../units/unit-form-fields';
import { openCase } from './cases.api';

/** A unit opens its own case; a city or the office says for which unit. */
export function OpenCaseDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const name = useName();
  const { position, today } = useSession();
  const own = position.role.startsWith('pilot_');
  const [form] = Form.useForm<NewCase>();
  // An office that has closed a batch need not be offered it; the API decides when it is handed in.
  const batches = (useBatches().data ?? []).filter(({ appliesTo }) => !appliesTo || appliesTo >= today).reverse();
  const open = useMutation({
    mutationFn: openCase,
    onSuccess: (row) => {
      void cache.invalidateQueries({ queryKey: ['cases'] });
      void navigate(`/cases/${row.id}/application`);
    },
    onError: (error) => markFields(form, error),
  });
  const required = [{ required: true, message: t('form.required') }];

  return (
    <Drawer open onClose={onClose} title={t('case.apply')} size={520}
      footer={<Button type="primary" loading={open.isPending} onClick={form.submit} data-testid="open-case-confirm">{t('case.openDraft')}</Button>}>
      <div aria-live="polite"><ProblemAlert error={open.error} /></div>
      <p className="quiet">{t('case.applyHint')}</p>
      <Form form={form} layout="vertical" onFinish={(values) => open.mutate(values)} initialValues={{ level: 'provincial' }}>
        {!own && <Form.Item name="pilotUnitId" label={t('field.unit')} rules={required}><UnitSelect /></Form.Item>}
        <Form.Item name="batchId" label={t('field.batch')} rules={required}>
          <Select data-testid="open-case-batch" options={batches.map((batch) => ({ value: batch.id, label: name(batch) }))} />
        </Form.Item>
        <WordItem name="level" list="pilot_level" required />
      </Form>
    </Drawer>
  );
}

function UnitSelect({ id, value, onChange }: { id?: string; value?: string; onChange?: (id: string) => void }) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const units = useQuery({ queryKey: ['units', 'pick', q], queryFn: () => listUnits({ q: q || undefined, limit: 20 }), placeholderData: (old) => old });
  return (
    <Select id={id} value={value} onChange={onChange} showSearch={{ filterOption: false, onSearch: setQ }} placeholder={t('unit.searchHint')} data-testid="open-case-unit"
      options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))} />
  );
}
