import { App, Button, Form, Input, InputNumber } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EvaluationScheme, SchemeChange } from '../../api/model';
import { useName } from '../../api/reference';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { changeScheme } from './evaluations.api';
import { SchemeItems, VetoItems } from './scheme-items';

type Content = SchemeChange['content'];
interface Values { content: Content; source: string }

/** Points, criteria and targets as they are; what is sent is the next edition, whole. */
export function SchemeForm({ scheme, onDone }: { scheme: EvaluationScheme; onDone: () => void }) {
  const { t } = useTranslation();
  const name = useName();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const { content } = scheme;
  const save = useMutation({
    mutationFn: ({ source }: Values) => changeScheme(scheme.year, scheme.version, { content: tidied(form.getFieldsValue(true).content as Content), source }),
    onSuccess: () => {
      void message.success(t('scheme.saved'));
      void cache.invalidateQueries({ queryKey: ['schemes'] });
      onDone();
    },
    onError: (error) => markFields(form, error),
  });
  const levels = (Form.useWatch(['content', 'levels'], form) as Content['levels'] | undefined) ?? content.levels;
  const sum = levels.reduce((all, { items }) => all + items.reduce((part, { points }) => part + Math.round((points || 0) * 100), 0), 0) / 100;
  const required = [{ required: true, message: t('form.required') }];
  const points = (path: (string | number)[], label: string, most = 900) => <Form.Item name={['content', ...path]} label={label} rules={required}><InputNumber min={0} max={most} precision={2} /></Form.Item>;
  return (
    <Form form={form} layout="vertical" requiredMark={false} className="scheme-form" initialValues={{ content, source: scheme.illustrative ? '' : scheme.source }} onFinish={(values) => save.mutate(values)} scrollToFirstError>
      {content.levels.map((level, l) => (
        <section key={level.code} className="panel" aria-labelledby={`edit-${level.code}`}>
          <h2 id={`edit-${level.code}`}>{name(level)}</h2>
          <SchemeItems scheme={scheme} level={l} code={level.code} />
        </section>
      ))}
      <section className="panel" aria-labelledby="edit-rules">
        <h2 id="edit-rules">{t('scheme.rules')}</h2>
        {content.grades.map((grade, i) => <div key={grade.code} className="scheme-grid scheme-line"><span>{t('scheme.gradeMin', { grade: name(grade) })}</span>{points(['grades', i, 'min'], t('scheme.min'))}</div>)}
        <VetoItems />
        {content.bonus.items.map((item, i) => <div key={item.code} className="scheme-grid scheme-line"><span>{t('evaluation.bonus')}{t('common.colon')}{name(item)}</span>{points(['bonus', 'items', i, 'points'], t('evaluation.pointsOf'))}</div>)}
        <div className="scheme-grid scheme-line"><span>{t('scheme.bonusMax')}</span>{points(['bonus', 'max'], t('evaluation.pointsOf'))}</div>
        {content.deductions.map((item, i) => <div key={item.code} className="scheme-grid scheme-line"><span>{t('evaluation.deductions')}{t('common.colon')}{name(item)}</span>{points(['deductions', i, 'points'], t('evaluation.pointsOf'))}<Form.Item name={['content', 'deductions', i, 'beyond']} label={t('scheme.beyond')} rules={required}><InputNumber min={0} max={1000} precision={0} /></Form.Item></div>)}
      </section>
      <section className="panel">
        <Form.Item name="source" label={t('judging.source')} extra={t('scheme.sourceHint')} rules={[...required, { min: 2, message: t('form.required') }]}><Input maxLength={500} data-testid="scheme-source" /></Form.Item>
        <div aria-live="polite"><ProblemAlert error={save.error} /></div>
        <div className="mark-buttons">
          <span className={sum === content.total ? 'scheme-sum num' : 'scheme-sum num count-error'} data-testid="scheme-sum">{t('scheme.sum', { sum, total: content.total })}</span>
          <Button onClick={onDone}>{t('common.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={save.isPending} data-testid="scheme-save">{t('scheme.save')}</Button>
        </div>
      </section>
    </Form>
  );
}

/** An emptied target is none; what was added has one name until it gets another. */
const tidied = (content: Content): Content => ({
  ...content,
  levels: content.levels.map((level) => ({ ...level, items: level.items.map((item) => ({ ...item, nameEn: item.nameEn || item.name, target: item.target?.trim() || null })) })),
  veto: content.veto.map((item) => ({ ...item, nameEn: item.nameEn || item.name })),
});
