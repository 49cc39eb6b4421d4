import { Alert, Button, Checkbox, Drawer, Form } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit, UnitChange } from '../../api/model';
import { isProblem } from '../../api/problem';
import { useSession } from '../../app/session';
import { InSight } from '../../components/in-sight';
import { markFields } from '../../components/mark-fields';
import { UnitSelect } from '../../components/unit-select';
import { ProblemAlert } from '../../components/problem-alert';
import { UnitFormFields } from './unit-form-fields';
import { changeUnit, getUnit } from './units.api';

interface Props {
  unit: Unit;
  onClose: () => void;
}

const fields = ['name', 'ownership', 'size', 'sectorTrack', 'employees', 'industrialWorkers', 'liaisonName', 'liaisonPhone', 'remark', 'reportsDirectly'] as const;

export function UnitEditDrawer({ unit, onClose }: Props) {
  const { t } = useTranslation();
  const { reach } = useSession();
  const cache = useQueryClient();
  const [form] = Form.useForm<UnitChange>();
  // The row the form was filled from. It stays when the cache moves on, so that a change by another is noticed.
  const [base, setBase] = useState(unit);
  const [theirs, setTheirs] = useState<Unit>();
  const save = useMutation({
    mutationFn: (values: UnitChange) => changeUnit(base.id, base.version, changed(values, base)),
    onSuccess: (row) => {
      cache.setQueryData(['units', row.id], row);
      void cache.invalidateQueries({ queryKey: ['units', 'list'] });
      onClose();
    },
    onError: async (error) => {
      if (isProblem(error, 412)) setTheirs(await getUnit(base.id));
      else markFields(form, error);
    },
  });
  const differences = theirs ? fields.filter((field) => theirs[field] !== base[field]) : [];

  const takeTheirs = () => {
    if (!theirs) return;
    // My own edits stay in the form; only fields I left alone follow the other person.
    for (const field of differences) if (form.getFieldValue(field) === base[field]) form.setFieldValue(field, theirs[field]);
    setBase(theirs);
    setTheirs(undefined);
    save.reset();
  };

  return (
    <Drawer open onClose={onClose} title={t('unit.edit')} size={520}
      footer={<Button type="primary" disabled={!!theirs} loading={save.isPending} onClick={form.submit} data-testid="save-unit">{t('common.save')}</Button>}>
      <div aria-live="polite">
        {theirs
          ? <InSight of={theirs}><Alert type="warning" title={t('conflict.title')} action={<Button size="small" onClick={takeTheirs} data-testid="take-theirs">{t('conflict.reload')}</Button>}
              description={<ul>{differences.map((field) => <li key={field}>{t(`field.${field === 'name' ? 'unit' : field}`)}: {String(base[field] ?? '—')} → <strong>{String(theirs[field] ?? '—')}</strong></li>)}</ul>} /></InSight>
          : <ProblemAlert error={save.error} />}
      </div>
      <Form form={form} layout="vertical" initialValues={{ ...unit, parentId: unit.parent?.id ?? null }} onFinish={(values) => save.mutate(values)}><UnitFormFields /><Form.Item name="parentId" label={t('field.parent')} extra={t('unit.parentHint')}><UnitSelect known={unit.parent} without={unit.id} /></Form.Item>
        {reach === 'province' && <Form.Item name="reportsDirectly" valuePropName="checked" extra={t('unit.directHint')}><Checkbox data-testid="reports-directly">{t('field.reportsDirectly')}</Checkbox></Form.Item>}
      </Form>
    </Drawer>
  );
}

/** Only what differs is sent: an untouched field must not overwrite anything, nor one that only the province is asked. */
function changed(values: UnitChange, base: Unit): UnitChange {
  const asked = fields.filter((field) => field !== 'reportsDirectly' || values[field] !== undefined);
  const differing = asked.filter((field) => values[field] !== base[field]).map((field) => [field, values[field] ?? null]);
  const parentId = values.parentId ?? null;
  return { ...Object.fromEntries(differing), ...(parentId !== (base.parent?.id ?? null) && { parentId }) };
}
