import { Button } from 'antd';
import EditOutlined from '@ant-design/icons/es/icons/EditOutlined';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssignmentRow } from '../../api/model';
import { LogProgressDrawer } from './log-progress-drawer';

interface Props {
  assignment: AssignmentRow & { abilities: string[] };
  primary?: boolean;
}

export function LogProgressButton({ assignment, primary }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!assignment.abilities.includes('log_progress')) return null;
  return (
    <>
      <Button size={primary ? 'middle' : 'small'} type={primary ? 'primary' : 'default'} icon={<EditOutlined />} onClick={() => setOpen(true)}
        data-testid={`log-progress-${assignment.id}`} className="log-progress">
        {t('progress.log')}
      </Button>
      {open && <LogProgressDrawer assignment={assignment} onClose={() => setOpen(false)} />}
    </>
  );
}
