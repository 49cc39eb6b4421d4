import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, data } from '../api/client';

interface Props {
  id?: string;
  value?: string | null;
  onChange?: (id: string | undefined) => void;
  /** Shown before anything was looked for. */
  known?: { id: string; name: string } | null;
  /** A unit that may not be chosen, such as the one it is chosen for. */
  without?: string;
  testId?: string;
}

/** Finds a unit of the register by Chinese, pinyin or initials. */
export function UnitSelect({ id, value, onChange, known, without, testId }: Props) {
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: ['units', 'select', q],
    queryFn: () => data(api.GET('/api/v1/pilot-units', { params: { query: { q: q || undefined, limit: 20 } } })),
    placeholderData: (before) => before,
  });
  const units = found.data?.items ?? [];
  const shown = known && !units.some((unit) => unit.id === known.id) ? [known, ...units] : units;
  return (
    <Select
      id={id}
      value={value ?? undefined}
      onChange={(chosen) => onChange?.(chosen)}
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={found.isFetching}
      options={shown.filter((unit) => unit.id !== without).map((unit) => ({ value: unit.id, label: unit.name }))}
      data-testid={testId}
    />
  );
}
