import { Descriptions } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  items: [label: string, value: ReactNode][];
  columns?: number;
}

export function Facts({ items, columns = 3 }: Props) {
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, sm: 1, md: 2, lg: columns }}
      items={items.map(([label, value]) => ({ key: label, label, children: value || value === 0 ? value : '—' }))}
    />
  );
}
