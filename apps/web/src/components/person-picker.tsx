import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, data } from '../api/client';

interface Props {
  id?: string;
  value?: string;
  onChange?: (id: string) => void;
  testId?: string;
}

/** One account, found by name, pinyin or user name as they are typed. */
export function PersonPicker({ id, value, onChange, testId }: Props) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: ['users', 'pick', q],
    queryFn: () => data(api.GET('/api/v1/users', { params: { query: { q: q || undefined, state: ['active', 'invited', 'locked'], limit: 20 } } })),
    staleTime: 30_000,
  });
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      showSearch={{ onSearch: setQ, filterOption: false }}
      loading={found.isFetching}
      placeholder={t('people.findPerson')}
      options={(found.data?.items ?? []).map((user) => ({ value: user.id, label: `${user.name} (${user.username})` }))}
      data-testid={testId}
    />
  );
}
