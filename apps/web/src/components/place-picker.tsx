import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, data } from '../api/client';
import type { OrganisationRow } from '../api/model';
import { useName } from '../api/reference';

const KINDS_BUT_UNITS = ['provincial_union', 'territorial_union', 'department'];

interface Props {
  id?: string;
  value?: string;
  onChange?: (id: string, row: OrganisationRow | undefined) => void;
  kinds?: string[];
  testId?: string;
}

/** One organisation in use, found by name as it is typed. */
export function PlacePicker({ id, value, onChange, kinds, testId }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: ['organisations', 'pick', q, kinds],
    // unions and departments first: a city's name is in that of every unit there
    queryFn: async () => {
      const of = async (kind: string[]) => (await data(api.GET('/api/v1/organisations', { params: { query: { q: q || undefined, kind, open: true, limit: 30 } } }))).items;
      return (await Promise.all(kinds ? [of(kinds)] : [of(KINDS_BUT_UNITS), of(['pilot_unit'])])).flat();
    },
    staleTime: 30_000,
  });
  // what was chosen before, or came with a link, need not be among what was just found
  const chosen = useQuery({
    queryKey: ['organisations', 'one', value],
    queryFn: () => data(api.GET('/api/v1/organisations/{id}', { params: { path: { id: value! } } })),
    enabled: Boolean(value) && found.isSuccess && !found.data.some((row) => row.id === value),
    staleTime: 30_000,
  });
  const rows: Pick<OrganisationRow, 'id' | 'name' | 'nameEn' | 'kind'>[] = found.data ?? [];
  const shown = chosen.data && !rows.some((row) => row.id === chosen.data.id) ? [chosen.data, ...rows] : rows;
  return (
    <Select
      id={id}
      value={value}
      allowClear
      onChange={(chosen: string) => onChange?.(chosen, found.data?.find((row) => row.id === chosen))}
      showSearch={{ onSearch: setQ, filterOption: false }}
      loading={found.isFetching}
      placeholder={t('people.findPlace')}
      options={shown.map((row) => ({ value: row.id, label: `${name(row)} · ${t(`people.kind.${row.kind}`)}` }))}
      data-testid={testId}
    />
  );
}
