import { Button, Drawer, Form, Input, InputNumber, Popconfirm, Select } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { NewOrganisation, Organisation, OrganisationChange } from '../../api/model';
import { useName, useRegions } from '../../api/reference';
import { useSession } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { markFields } from '../../components/mark-fields';
import { PlacePicker } from '../../components/place-picker';
import { ProblemAlert } from '../../components/problem-alert';
import { actOnOrganisation, addOrganisation, changeOrganisation, getOrganisation } from './organisations.api';

const KINDS = ['territorial_union', 'department', 'provincial_union'];

/** One organisation, to look at, change or close; without an id, a new one. */
export function OrganisationDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const row = useQuery({ queryKey: ['organisations', id], queryFn: () => getOrganisation(id!), enabled: id !== null });
  if (id === null) return <Shell title={t('people.addOrganisation')} onClose={onClose} organisation={null} />;
  return row.data ? <Shell title={row.data.name} onClose={onClose} organisation={row.data} /> : <Drawer open size={480} onClose={onClose} title={t('nav.organisations')}><Loaded query={row}>{() => null}</Loaded></Drawer>;
}

type Values = Omit<NewOrganisation, 'parentId'> & { parentId?: string | null };

function Shell({ title, organisation, onClose }: { title: string; organisation: Organisation | null; onClose: () => void }) {
  const { t } = useTranslation();
  const name = useName();
  const cache = useQueryClient();
  const { permissions } = useSession();
  const regions = useRegions().data ?? [];
  const [form] = Form.useForm<Values>();
  const may = organisation ? organisation.abilities.includes('update') : permissions.includes('organisation.write');
  const renew = () => cache.invalidateQueries({ queryKey: ['organisations'] });
  const save = useMutation({
    mutationFn: (values: Values) => {
      const { code, kind, regionCode, ...facts } = { ...values, parentId: values.parentId ?? null };
      const said = Object.fromEntries(Object.entries(facts).filter(([key, value]) => key === 'parentId' || (value !== undefined && value !== null)));
      return organisation ? changeOrganisation(organisation.id, organisation.version, said as OrganisationChange) : addOrganisation({ code, kind, ...(regionCode && { regionCode }), ...said } as NewOrganisation);
    },
    onSuccess: async () => { await renew(); onClose(); },
    onError: (error) => markFields(form, error),
  });
  const move = useMutation({ mutationFn: (action: 'close' | 'reopen') => actOnOrganisation(organisation!.id, organisation!.version, action), onSuccess: async () => { await renew(); onClose(); } });
  const required = [{ required: true, message: t('form.required') }];
  const moves = (organisation?.abilities ?? []).filter((action): action is 'close' | 'reopen' => action === 'close' || action === 'reopen');

  return (
    <Drawer open onClose={onClose} title={<span data-name>{title}</span>} size={480} footer={may && (
      <div className="page-tools">
        <Button type="primary" loading={save.isPending} onClick={form.submit} data-testid="save-organisation">{t('common.save')}</Button>
        {moves.map((action) => (
          <Popconfirm key={action} title={t(`people.${action}Sure`)} okText={t('common.yes')} cancelText={t('common.cancel')} onConfirm={() => move.mutate(action)}>
            <Button danger={action === 'close'} loading={move.isPending} data-testid={`${action}-organisation`}>{t(`people.${action}`)}</Button>
          </Popconfirm>
        ))}
      </div>
    )}>
      <div aria-live="polite"><ProblemAlert error={save.error ?? move.error} /></div>
      {organisation && organisation.positions > 0 && <p className="quiet">{t('people.standingThere', { n: organisation.positions })}</p>}
      <Form form={form} layout="vertical" disabled={!may} initialValues={organisation ?? { kind: 'department' }} onFinish={(values) => save.mutate(values)}>
        {!organisation && (
          <>
            <Form.Item name="kind" label={t('people.kindOf')} rules={required}><Select options={KINDS.map((value) => ({ value, label: t(`people.kind.${value}`) }))} /></Form.Item>
            <Form.Item name="code" label={t('people.code')} extra={t('people.codeHint')} rules={required}><Input maxLength={40} data-testid="organisation-code" /></Form.Item>
            <Form.Item noStyle dependencies={['kind']}>
              {({ getFieldValue }) => getFieldValue('kind') === 'territorial_union' && (
                <Form.Item name="regionCode" label={t('field.region')} rules={required}><Select options={regions.map((region) => ({ value: region.code, label: name(region) }))} /></Form.Item>
              )}
            </Form.Item>
          </>
        )}
        <Form.Item name="name" label={t('people.fullName')} rules={required}><Input maxLength={100} data-testid="organisation-name" /></Form.Item>
        <Form.Item name="shortName" label={t('people.shortName')} rules={required}><Input maxLength={40} data-testid="organisation-short" /></Form.Item>
        <Form.Item name="nameEn" label={t('people.nameEn')}><Input maxLength={120} /></Form.Item>
        <Form.Item name="parentId" label={t('people.parent')} extra={t('people.parentHint')}><PlacePicker kinds={KINDS} /></Form.Item>
        <Form.Item name="protocolOrder" label={t('people.order')}><InputNumber min={0} max={9999} style={{ width: 160 }} /></Form.Item>
      </Form>
    </Drawer>
  );
}
