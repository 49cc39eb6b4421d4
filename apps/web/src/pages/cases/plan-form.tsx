import { Button, Input, Select } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case, Plan, PlanDraft, PlanTask } from '../../api/model';
import { isProblem } from '../../api/problem';
import { useName, useTasks } from '../../api/reference';
import { ProblemAlert } from '../../components/problem-alert';
import { CaseDialog } from './case-dialog';
import { savePlan } from './cases.api';
import { MissingList } from './missing-list';
import { planSections } from './plan-sections';
import { PlanTaskRow } from './plan-task-row';
import { SavingNote } from './saving-note';
import { useAutosave } from './use-autosave';
import { useCaseWord } from './use-case-word';

/** The plan as its unit writes it: parts as text, tasks as a grid with measures, owner and dated milestones; kept as it is typed. */
export function PlanForm({ plan, pilot }: { plan: Plan; pilot: Case }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const word = useCaseWord();
  const name = useName();
  const catalogue = useTasks().data ?? [];
  const [missing, setMissing] = useState(plan.missing);
  const [sections, setSections] = useState(plan.sections);
  const [tasks, setTasks] = useState<PlanTask[]>(() => (plan.tasks.length ? plan.tasks : pilot.taskCodes.map(blank)));
  const [submitting, setSubmitting] = useState<number>();
  const saving = useAutosave(plan.version, async (draft: PlanDraft, version) => {
    const kept = await savePlan(plan.id, version, draft);
    cache.setQueryData(['cases', plan.id, 'plan'], kept);
    setMissing(kept.missing);
    return kept;
  });
  const keep = (next: PlanDraft) => {
    if (next.sections) setSections(next.sections);
    if (next.tasks) setTasks(next.tasks);
    saving.change({ sections, tasks, ...next });
  };
  const hand = async () => {
    // The tasks that stand there from the start are the unit's once it hands them in.
    if (saving.state === 'clean') saving.change({ sections, tasks });
    if (await saving.flush()) setSubmitting(saving.version.current);
  };
  const place = (pointer: string) => {
    const [, , part, at, field] = pointer.split('/');
    if (part === 'sections') return { id: `section-${at}`, label: t(`plan.section.${at}`) };
    const code = tasks[Number(at)]?.taskCode;
    return { id: `task-${at}-${field}`, label: code && field ? `${code} ${t(`plan.${field}`)}` : t('plan.tasks') };
  };
  const add = (code: string) => keep({ tasks: [...tasks, blank(code)] });

  return (
    <>
      <div aria-live="polite"><ProblemAlert error={saving.error} onRetry={isProblem(saving.error, 412) ? () => window.location.reload() : undefined} /></div>
      <MissingList items={missing.map(({ pointer, detail }) => ({ ...place(pointer), detail }))} />
      <section className="panel form-section">
        {planSections.map((section) => (
          <div key={section} className="plan-part">
            <label htmlFor={`section-${section}`}><strong>{t(`plan.section.${section}`)}</strong></label>
            <Input.TextArea id={`section-${section}`} autoSize={{ minRows: 2, maxRows: 10 }} maxLength={8000} value={sections[section] ?? ''}
              onChange={(event) => keep({ sections: { ...sections, [section]: event.target.value } })} data-testid={`section-${section}`} />
          </div>
        ))}
      </section>
      <section className="panel" aria-labelledby="plan-tasks">
        <h2 id="plan-tasks">{t('plan.tasks')}</h2>
        {tasks.map((task, i) => (
          <PlanTaskRow key={task.taskCode} index={i} task={task} onRemove={() => keep({ tasks: tasks.filter((one) => one !== task) })}
            onChange={(next) => keep({ tasks: tasks.map((one) => (one === task ? next : one)) })} />
        ))}
        <Select value={null} placeholder={t('plan.addTask')} aria-label={t('plan.addTask')} showSearch={{ optionFilterProp: 'label' }} style={{ width: 'min(420px, 100%)' }} onChange={(code: string | null) => code && add(code)}
          options={catalogue.filter(({ code }) => !tasks.some((task) => task.taskCode === code)).map((task) => ({ value: task.code, label: `${task.code} ${name(task)}` }))} />
      </section>
      <div className="form-foot">
        <SavingNote state={saving.state} />
        <span className="page-tools">
          <Button onClick={() => void saving.flush()} disabled={saving.state === 'clean'}>{t('common.save')}</Button>
          {pilot.abilities.includes('submit_plan') && <Button type="primary" onClick={() => void hand()} data-testid="action-submit_plan">{word('submit_plan')}</Button>}
        </span>
      </div>
      {submitting !== undefined && <CaseDialog row={{ ...pilot, version: submitting }} action="submit_plan" label={word('submit_plan')} onClose={() => setSubmitting(undefined)} />}
    </>
  );
}

const blank = (taskCode: string): PlanTask => ({ taskCode, measures: '', owner: '', milestones: [{ name: '', dueOn: null }] });
