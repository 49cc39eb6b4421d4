import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listCases } from '../cases/cases.api';

interface Props {
  id?: string;
  value?: string;
  onChange?: (id: string | undefined) => void;
  /** The case it is taken from. */
  without: string;
  testId: string;
}

/** Finds a case by its unit's name: Chinese, pinyin or initials. */
export function CaseSelect({ id, value, onChange, without, testId }: Props) {
  const [q, setQ] = useState('');
  const found = useQuery({ queryKey: ['cases', 'select', q], queryFn: () => listCases({ q: q || undefined, limit: 20 }), placeholderData: (before) => before });
  return (
    <Select
      id={id}
      value={value}
      onChange={(chosen?: string) => onChange?.(chosen)}
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={found.isFetching}
      options={(found.data?.items ?? []).filter((row) => row.id !== without).map((row) => ({ value: row.id, label: `${row.unit.name} · ${row.caseNo}` }))}
      data-testid={testId}
    />
  );
}
