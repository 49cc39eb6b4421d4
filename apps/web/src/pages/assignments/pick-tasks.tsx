import { Checkbox, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDepartments, useName } from '../../api/reference';
import { useSession } from '../../app/session';
import { useCatalogue, useVersions } from '../tasks/tasks.api';

interface Props {
  value: string[];
  onChange: (codes: string[]) => void;
}

/** A department assigns what it leads; the provincial office may assign anything of the catalogue. */
export function PickTasks({ value, onChange }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const { reach, position } = useSession();
  const departments = useDepartments().data ?? [];
  const [text, setText] = useState('');
  const own = departments.find(({ id }) => id === position.organisation.id)?.code;
  const [version, setVersion] = useState<string>();
  const versions = useVersions().data ?? [];
  const all = useCatalogue(version).data ?? [];
  const tasks = all.filter((task) => (reach !== 'department' || task.lead.code === own) && `${task.code} ${task.name} ${task.nameEn}`.toLowerCase().includes(text.toLowerCase()));

  return (
    <>
      <h2>{t('assign.tasks')} <span className="quiet num">{value.length}</span> {all.some(({ illustrative }) => illustrative) && <Tag>{t('assign.illustrative')}</Tag>}</h2>
      <Input type="search" aria-label={t('assign.searchTasks')} placeholder={t('assign.searchTasks')} allowClear value={text} onChange={(event) => setText(event.target.value)} style={{ maxWidth: 320 }} />
      {/* a case takes only what its own batch's catalogue has */}
      {versions.length > 1 && (
        <Select aria-label={t('task.version')} value={version ?? String(versions[0]!.catalogueVersion)} onChange={(chosen) => { setVersion(chosen); onChange([]); }} style={{ marginInlineStart: 8 }}
          options={versions.map((one) => ({ value: String(one.catalogueVersion), label: t('task.versionIs', { version: one.catalogueVersion }) }))} />
      )}
      {tasks.length === 0 && <p className="quiet">{t('assign.noTasks')}</p>}
      <Checkbox.Group value={value} onChange={onChange} className="task-grid">
        {tasks.map((task) => (
          <Checkbox key={task.code} value={task.code} data-testid={`task-${task.code}`}>
            {task.code} {name(task)} <span className="quiet">{name(task.lead)}</span>
          </Checkbox>
        ))}
      </Checkbox.Group>
    </>
  );
}
