import { Button, DatePicker, Drawer, Form, Input, InputNumber } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../api/model';
import { useName, useRegions } from '../../api/reference';
import { Loaded } from '../../components/loaded';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { addBatch, changeBatch, getQuotas } from './batches.api';

interface Values { code: string; name: string; nameEn: string; from?: Dayjs | null; to?: Dayjs | null; catalogueVersion: number; quota: Record<string, number | null> }

export function BatchDrawer({ batch, onClose }: { batch: Batch | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const name = useName();
  const regions = (useRegions().data ?? []).filter(({ level }) => level !== 'province');
  const quotas = useQuery({ queryKey: ['batches', batch?.id ?? 'new', 'quotas'], queryFn: () => (batch ? getQuotas(batch.id) : Promise.resolve({ items: [] })) });
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: ({ code, from, to, quota, ...rest }: Values) => {
      const set = Object.entries(quota).filter((entry): entry is [string, number] => entry[1] !== null && entry[1] !== undefined);
      const body = { ...rest, appliesFrom: from?.format('YYYY-MM-DD') ?? null, appliesTo: to?.format('YYYY-MM-DD') ?? null, quotas: set.map(([regionCode, n]) => ({ regionCode, quota: n })) };
      return batch ? changeBatch(batch.id, batch.version, body) : addBatch({ code, ...body });
    },
    onSuccess: () => { void cache.invalidateQueries({ queryKey: ['batches'] }); onClose(); },
    onError: (error) => markFields(form, error),
  });
  const required = [{ required: true, message: t('form.required') }];

  return (
    <Drawer open onClose={onClose} title={t(batch ? 'batch.edit' : 'batch.add')} size={560}
      footer={<Button type="primary" loading={save.isPending} onClick={form.submit} data-testid="save-batch">{t('common.save')}</Button>}>
      <div aria-live="polite"><ProblemAlert error={save.error} /></div>
      <Loaded query={quotas}>
        {({ items }) => (
          <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)} initialValues={{
            ...batch, catalogueVersion: batch?.catalogueVersion ?? 1, from: batch?.appliesFrom ? dayjs(batch.appliesFrom) : null, to: batch?.appliesTo ? dayjs(batch.appliesTo) : null,
            quota: Object.fromEntries(items.map(({ region, quota }) => [region.code, quota])),
          }}>
            {!batch && <Form.Item name="code" label={t('batch.code')} rules={required}><Input maxLength={20} data-testid="batch-code" /></Form.Item>}
            <Form.Item name="name" label={t('batch.name')} rules={required}><Input maxLength={50} data-testid="batch-name" /></Form.Item>
            <Form.Item name="nameEn" label={t('batch.nameEn')} rules={required}><Input maxLength={50} data-testid="batch-name-en" /></Form.Item>
            <div className="form-grid">
              <Form.Item name="from" label={t('batch.appliesFrom')}><DatePicker format="YYYY-MM-DD" style={{ width: '100%' }} /></Form.Item>
              <Form.Item name="to" label={t('batch.appliesTo')}><DatePicker format="YYYY-MM-DD" style={{ width: '100%' }} /></Form.Item>
            </div>
            <Form.Item name="catalogueVersion" label={t('batch.catalogueVersion')} rules={required}><InputNumber min={1} precision={0} /></Form.Item>
            <h3>{t('batch.quotas')}</h3>
            <div className="form-grid">
              {regions.map((region) => <Form.Item key={region.code} name={['quota', region.code]} label={name(region)}><InputNumber min={0} precision={0} placeholder={t('batch.noLimit')} style={{ width: '100%' }} /></Form.Item>)}
            </div>
          </Form>
        )}
      </Loaded>
    </Drawer>
  );
}
