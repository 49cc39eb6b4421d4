import { Alert, Button, Checkbox, Drawer, Form, Input, Progress } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssignRequest, Matrix } from '../../api/model';
import { filled } from '../../components/filled';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { assign } from '../assignments/assignments.api';
import { LimitInput, type Limit } from '../assignments/limit-input';
import { WordItem } from '../units/unit-form-fields';
import { products } from './empty-cells';
import type { Place } from './selection';

interface Props {
  matrix: Matrix;
  places: Place[];
  onClose: () => void;
}
type Values = Pick<AssignRequest, 'requirement' | 'urgency' | 'issue'> & { dueOn: Limit };

/** Gives the tasks of the chosen empty cells, one due date for all: exactly these cells, in as few calls as they take. */
export function AssignCells({ matrix, places, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  // what is chosen when it opens is what is given: the picture behind may change meanwhile
  const [gifts] = useState(() => products(matrix, places));
  const [n] = useState(places.length);
  const [done, setDone] = useState(0);
  const give = useMutation({
    mutationFn: async ({ dueOn, ...rest }: Values) => {
      const sum = { created: 0, skipped: 0, refused: 0 };
      for (const [i, gift] of gifts.entries()) {
        const { created, skipped, refused } = await assign({ ...filled(rest), ...gift, ...dueOn });
        Object.assign(sum, { created: sum.created + created, skipped: sum.skipped + skipped, refused: sum.refused + refused });
        setDone(i + 1);
      }
      return sum;
    },
    onError: (error) => markFields(form, error),
    // whatever was given before a refusal is given
    onSettled: () => { for (const key of ['assignments', 'cases', 'todos', 'overview']) void cache.invalidateQueries({ queryKey: [key] }); },
  });
  const [rows, columns] = [new Set(places.map(({ row }) => row)).size, new Set(places.map(({ column }) => column)).size];
  return (
    <Drawer open size={420} onClose={onClose} title={t('matrix.assignTitle')}
      footer={give.data
        ? <Button type="primary" onClick={onClose} data-testid="matrix-assigned">{t('common.close')}</Button>
        : <Button type="primary" loading={give.isPending} onClick={form.submit} data-testid="matrix-assign-confirm">{t('matrix.assign', { n })}</Button>}>
      <div aria-live="polite">
        <ProblemAlert error={give.error} />
        {give.isPending && gifts.length > 1 && <Progress percent={Math.round((100 * done) / gifts.length)} aria-label={t('matrix.assignTitle')} />}
        {give.data && <Alert type={give.data.refused > 0 ? 'warning' : 'success'} showIcon title={<span data-testid="matrix-result">{t('assign.counts', give.data)}</span>} />}
      </div>
      {!give.data && (
        <>
          <p>{t('matrix.assignWhat', { n, rows, columns })}</p>
          <Form form={form} layout="vertical" initialValues={{ urgency: 'normal', issue: false }} onFinish={(values) => give.mutate(values)}>
            <Form.Item name="dueOn" label={t('field.dueOn')} rules={[{ required: true, message: t('form.required') }]}><LimitInput testId="matrix-due-on" /></Form.Item>
            <WordItem name="urgency" list="urgency" required />
            <Form.Item name="requirement" label={t('field.requirement')}><Input.TextArea rows={3} /></Form.Item>
            <Form.Item name="issue" valuePropName="checked" label={t('assign.afterwards')}><Checkbox data-testid="matrix-issue">{t('assign.issueNow')}</Checkbox></Form.Item>
          </Form>
        </>
      )}
    </Drawer>
  );
}
