import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { api, data } from '../../api/client';
import { useWord } from '../../api/reference';

/** Kinds that a person can name here: the catalogue's own, a policy, and those that are told in words. */
const kinds = ['catalogue', 'policy', 'instruction', 'meeting', 'annual'];

/** Where the assignments come from; the same task may be given for several reasons. */
export function SourceFields() {
  const { t } = useTranslation();
  const word = useWord();
  const kind = Form.useWatch<string | undefined>(['source', 'kind'], { preserve: true }) ?? 'catalogue';
  const policies = useQuery({ queryKey: ['policies', 'pick'], queryFn: () => data(api.GET('/api/v1/policies', { params: { query: { limit: 200 } } })), enabled: kind === 'policy' });
  const required = [{ required: true, message: t('form.required') }];
  return (
    <>
      <Form.Item name={['source', 'kind']} label={t('field.source')}><Select options={kinds.map((value) => ({ value, label: word('task_source', value) }))} data-testid="assign-source" /></Form.Item>
      {kind === 'policy' && (
        <Form.Item name={['source', 'id']} label={t('field.sourcePolicy')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} loading={policies.isFetching} options={(policies.data?.items ?? []).map((row) => ({ value: row.id, label: row.title }))} data-testid="assign-source-policy" />
        </Form.Item>
      )}
      {!['catalogue', 'policy'].includes(kind) && <Form.Item name={['source', 'text']} label={t('field.sourceText')} rules={required}><Input maxLength={500} data-testid="assign-source-text" /></Form.Item>}
    </>
  );
}
