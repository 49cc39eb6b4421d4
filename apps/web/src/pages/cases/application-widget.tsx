import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../api/model';
import { useName, useTasks } from '../../api/reference';
import { AttachmentInput } from '../../components/attachment-input';
import { routes, type Field, type sections } from './application-fields';

type Kind = (typeof sections)[number]['fields'][number][1];
type Files = Pick<Attachment, 'id' | 'name'>[];
interface Props {
  field: Field;
  kind: Kind;
  files: Files;
  onFiles: (files: Files) => void;
  // what the form's item hands down
  id?: string;
  value?: unknown;
  checked?: boolean;
  onChange?: (value: never) => void;
}

export function ApplicationWidget({ field, kind, files, onFiles, id: _, ...given }: Props) {
  const { t } = useTranslation();
  const common = { ...given, id: field, 'data-testid': `field-${field}` } as object;
  if (kind === 'files') return <AttachmentInput value={files} onChange={onFiles} label={t('application.attach')} />;
  if (kind === 'consent') return <Checkbox {...common}>{t('application.leaderConsent')}</Checkbox>;
  if (kind === 'tasks') return <TaskSelect {...common} />;
  if (kind === 'route') return <Select {...common} allowClear options={routes.map((value) => ({ value, label: t(`application.route.${value}`) }))} />;
  if (kind === 'count') return <InputNumber {...common} min={0} precision={0} style={{ width: '100%' }} />;
  if (kind === 'money') return <InputNumber {...common} min={0} precision={2} style={{ width: '100%' }} />;
  return kind === 'long' ? <Input.TextArea {...common} autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} /> : <Input {...common} maxLength={100} />;
}

export function TaskSelect(common: object) {
  const name = useName();
  const tasks = useTasks().data ?? [];
  return <Select {...common} mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={tasks.map((task) => ({ value: task.code, label: `${task.code} ${name(task)}` }))} />;
}
