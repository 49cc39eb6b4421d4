import { Button, Drawer, Form } from 'antd';
import type { FormInstance } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Unit } from '../../api/model';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { ActFields, actBody } from './act-fields';

interface Props<T extends { effectiveOn: string }> {
  title: string;
  hint: string;
  send: (body: T) => Promise<Unit>;
  onClose: () => void;
  initial?: object;
  children: (form: FormInstance<T>) => ReactNode;
}

/** The frame of every act upon a unit; afterwards the unit that goes on is shown. */
export function UnitActDrawer<T extends { effectiveOn: string }>({ title, hint, send, onClose, initial, children }: Props<T>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [form] = Form.useForm<T>();
  const act = useMutation({
    mutationFn: (values: T) => send(actBody(values)),
    onSuccess: async (unit) => {
      onClose();
      await cache.invalidateQueries({ queryKey: ['units'] });
      await navigate(`/units/${unit.id}`);
    },
    onError: (error) => markFields(form, error),
  });
  return (
    <Drawer open onClose={onClose} title={title} size={520}
      footer={<Button type="primary" loading={act.isPending} onClick={form.submit} data-testid="send-act">{t('unitAct.send')}</Button>}>
      <p className="quiet">{hint}</p>
      <div aria-live="polite"><ProblemAlert error={act.error} /></div>
      <Form form={form} layout="vertical" scrollToFirstError initialValues={initial} onFinish={(values) => act.mutate(values as T)}>
        {children(form)}
        <ActFields />
      </Form>
    </Drawer>
  );
}
