import { Button, Drawer, Form, Input, InputNumber, Select } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { NewPeriod, PeriodDetail } from '../../api/model';
import { useBatches, useName, useRegions, useVocabularies } from '../../api/reference';
import { DayInput } from '../../components/day-input';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { LimitInput, type Limit } from '../assignments/limit-input';
import { addPeriod, changePeriod } from './periods.api';

type Values = Omit<NewPeriod, 'dueOn' | 'dueInWorkingDays' | 'dueInCalendarDays'> & { dueOn: Limit };

/** Of these a case is a pilot; see PILOT_STATES in the API. */
const pilotStates = ['designated', 'plan_review', 'implementing', 'evaluating', 'passed', 'model', 'suspended', 'withdrawn'];
const perYear: Record<string, number> = { quarterly: 4, half_year: 2, annual: 1 };

/** A new period, or one that is changed: once it is open, its limits, name and instructions only. */
export function PeriodDrawer({ period, onClose }: { period?: PeriodDetail; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const name = useName();
  const words = useVocabularies().data;
  const regions = (useRegions().data ?? []).filter(({ level }) => level !== 'province');
  const batches = useBatches().data ?? [];
  const [form] = Form.useForm<Values>();
  const type = Form.useWatch('type', form) ?? period?.type;
  const open = !!period?.openedAt;
  const options = (list: string, only?: string[]) => (words?.[list] ?? []).filter(({ code }) => !only || only.includes(code)).map((term) => ({ value: term.code, label: i18n.language === 'en' ? term.en : term.zh }));
  const save = useMutation({
    mutationFn: ({ dueOn, ...rest }: Values) => {
      const body = { ...rest, ...dueOn };
      return period ? changePeriod(period.id, period.version, body) : addPeriod(body);
    },
    onSuccess: ({ id }) => {
      void cache.invalidateQueries({ queryKey: ['reporting-periods'] });
      onClose();
      if (!period) void navigate(`/periods/${id}`);
    },
    onError: (error) => markFields(form, error),
  });
  const required = [{ required: true, message: t('form.required') }];
  const many = (field: keyof Values, label: string, choices: { value: string; label: string }[]) => (
    <Form.Item name={field} label={label}><Select mode="multiple" allowClear placeholder={t('period.everybody')} options={choices} optionFilterProp="label" data-testid={`period-${field}`} /></Form.Item>
  );

  return (
    <Drawer open onClose={onClose} title={t(period ? 'period.change' : 'period.add')} size={620}
      footer={<Button type="primary" loading={save.isPending} onClick={form.submit} data-testid="save-period">{t('common.save')}</Button>}>
      <div aria-live="polite"><ProblemAlert error={save.error} /></div>
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)} initialValues={period ? {
        name: period.name, nameEn: period.nameEn, startsOn: period.startsOn, endsOn: period.endsOn, opensOn: period.opensOn, closesOn: period.closesOn, dueOn: { dueOn: period.dueOn }, instructions: period.instructions,
        levels: period.levels, regionCodes: period.regions.map(({ code }) => code), batchCodes: period.batches.map(({ code }) => code), caseStates: period.caseStates,
      } : { type: 'quarterly', year: new Date().getFullYear(), number: 1, caseStates: ['implementing', 'evaluating'] }}>
        {!period && (
          <div className="form-grid">
            <Form.Item name="type" label={t('period.type')} rules={required}><Select options={options('report_type')} data-testid="period-type" /></Form.Item>
            <Form.Item name="year" label={t('period.year')} rules={required}><InputNumber min={2000} max={2100} precision={0} style={{ width: '100%' }} data-testid="period-year" /></Form.Item>
            {type !== 'annual' && <Form.Item name="number" label={t('period.number')} rules={required}><InputNumber min={1} max={perYear[type as string] ?? 99} precision={0} style={{ width: '100%' }} data-testid="period-number" /></Form.Item>}
            {type === 'annual' && <Form.Item name="number" hidden><InputNumber /></Form.Item>}
          </div>
        )}
        {(type === 'special' || period) && (
          <div className="form-grid">
            <Form.Item name="name" label={t('period.name')} rules={required}><Input maxLength={60} data-testid="period-name" /></Form.Item>
            <Form.Item name="nameEn" label={t('period.nameEn')}><Input maxLength={60} /></Form.Item>
          </div>
        )}
        {type === 'special' && !open && (
          <div className="form-grid">
            <Form.Item name="startsOn" label={t('period.startsOn')} rules={required}><DayInput /></Form.Item>
            <Form.Item name="endsOn" label={t('period.endsOn')} rules={required}><DayInput /></Form.Item>
          </div>
        )}
        {!open && <Form.Item name="opensOn" label={t('period.opensOn')} extra={t('period.opensOnHint')} rules={required}><DayInput testId="period-opens-on" /></Form.Item>}
        <Form.Item name="dueOn" label={t('period.dueOn')} extra={t('period.dueOnHint')} rules={required}><LimitInput testId="period-due-on" /></Form.Item>
        <Form.Item name="closesOn" label={t('period.closesOn')} extra={t('period.closesOnHint')} rules={required}><DayInput testId="period-closes-on" /></Form.Item>
        {!open && (
          <>
            <h3>{t('period.whom')}</h3>
            {many('regionCodes', t('field.region'), regions.map((row) => ({ value: row.code, label: name(row) })))}
            {many('batchCodes', t('field.batch'), batches.map((row) => ({ value: row.code, label: name(row) })))}
            {many('levels', t('field.level'), options('pilot_level'))}
            {many('caseStates', t('period.caseStates'), options('case_state', pilotStates))}
          </>
        )}
        <Form.Item name="instructions" label={t('period.instructions')}><Input.TextArea rows={3} maxLength={2000} showCount /></Form.Item>
      </Form>
    </Drawer>
  );
}
