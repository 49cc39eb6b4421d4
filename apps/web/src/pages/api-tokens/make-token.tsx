import { Button, Checkbox, Drawer, Form, Input } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MadeApiToken, NewApiToken } from '../../api/model';
import { useSession } from '../../app/session';
import { DayInput } from '../../components/day-input';
import { Loaded } from '../../components/loaded';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { getPosition } from '../positions/positions.api';
import { useRoles } from '../roles/roles.api';
import { useSaid } from '../roles/use-said';
import { makeToken } from './api-tokens.api';
import { PositionPicker } from './position-picker';
import { TokenOnce } from './token-once';
import './api-tokens.css';

/** A position, what of its powers, until when; and then the token, this once. */
export function MakeToken({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const cache = useQueryClient();
  const [form] = Form.useForm<NewApiToken>();
  const positionId = Form.useWatch('positionId', form);
  const [made, setMade] = useState<MadeApiToken>();
  const make = useMutation({
    mutationFn: makeToken,
    onSuccess: (token) => {
      void cache.invalidateQueries({ queryKey: ['api-tokens'] });
      setMade(token);
    },
    onError: (error) => markFields(form, error),
  });
  if (made) return <TokenOnce token={made.token} onClose={onClose} />;
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Drawer open onClose={onClose} title={t('apiTokens.make')} size={480}
      footer={<Button type="primary" loading={make.isPending} onClick={form.submit} data-testid="token-submit">{t('apiTokens.make')}</Button>}>
      <div aria-live="polite"><ProblemAlert error={make.error} /></div>
      <Form form={form} layout="vertical" scrollToFirstError onFinish={(values) => make.mutate(values)}>
        <Form.Item name="name" label={t('apiTokens.name')} extra={t('apiTokens.nameHint')} rules={required}><Input maxLength={100} data-testid="token-name" /></Form.Item>
        <Form.Item name="positionId" label={t('apiTokens.position')} extra={t('apiTokens.positionHint')} rules={required}>
          <PositionPicker testId="token-position" onPicked={() => form.setFieldValue('scope', undefined)} />
        </Form.Item>
        <Form.Item name="scope" label={t('apiTokens.scope')} rules={required}><Scope positionId={positionId} /></Form.Item>
        <Form.Item name="expiresOn" label={t('apiTokens.lastDay')} extra={t('apiTokens.lastDayHint')} rules={required}><DayInput min={today} testId="token-expires-on" /></Form.Item>
      </Form>
    </Drawer>
  );
}

/** The permissions of the position's role, as the matrix calls them. */
function Scope({ positionId, value, onChange }: { positionId: string | undefined; value?: string[]; onChange?: (codes: string[]) => void }) {
  const { t } = useTranslation();
  const roles = useRoles();
  const { label } = useSaid(roles.data ?? { items: [], permissions: [] });
  const position = useQuery({ queryKey: ['positions', positionId], queryFn: () => getPosition(positionId!), enabled: positionId !== undefined });
  if (!positionId) return <span className="quiet">{t('apiTokens.positionFirst')}</span>;
  return (
    <Loaded query={position}>
      {(row) => (
        <Checkbox.Group className="token-scope" value={value} onChange={onChange}
          options={row.permissions.map((code) => ({ value: code, label: <span data-testid={`scope-${code}`}>{label(code)}</span> }))} />
      )}
    </Loaded>
  );
}
