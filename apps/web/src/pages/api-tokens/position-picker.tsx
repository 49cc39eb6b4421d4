import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, data } from '../../api/client';
import { useWord } from '../../api/reference';
import { useRoles } from '../roles/roles.api';

interface Props {
  id?: string;
  value?: string;
  onChange?: (id: string) => void;
  onPicked?: () => void;
  testId?: string;
}

/** One position that stands, found by whose it is; none of the administrators', which no program acts in. */
export function PositionPicker({ id, value, onChange, onPicked, testId }: Props) {
  const { t } = useTranslation();
  const word = useWord();
  const [q, setQ] = useState('');
  const role = (useRoles().data?.items ?? []).filter((one) => !one.administrator).map((one) => one.code);
  const found = useQuery({
    queryKey: ['positions', 'pick', q, role],
    queryFn: () => data(api.GET('/api/v1/positions', { params: { query: { q: q || undefined, state: ['standing'], role, limit: 30 } } })),
    enabled: role.length > 0,
    staleTime: 30_000,
  });
  return (
    <Select
      id={id}
      value={value}
      onChange={(chosen: string) => {
        onChange?.(chosen);
        onPicked?.();
      }}
      showSearch={{ onSearch: setQ, filterOption: false }}
      loading={found.isFetching}
      placeholder={t('people.findPerson')}
      options={(found.data?.items ?? []).map((row) => ({ value: row.id, label: `${row.user.name} · ${word('role', row.role)} · ${row.organisation.name}` }))}
      data-testid={testId}
    />
  );
}
