import { Alert, Button, Form } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Application, ApplicationDraft, Attachment, Case } from '../../api/model';
import { isProblem } from '../../api/problem';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { sections, wide, type Field } from './application-fields';
import { ApplicationWidget } from './application-widget';
import { CaseDialog } from './case-dialog';
import { getApplication, saveApplication } from './cases.api';
import { MissingList } from './missing-list';
import { SavingNote } from './saving-note';
import { useAutosave } from './use-autosave';
import { useCaseWord } from './use-case-word';

interface Props { application: Application; pilot: Case }

/** The form by sections: kept as it is typed, what is missing listed, the reasons of the last return at their fields. */
export function ApplicationForm({ application, pilot }: Props) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const cache = useQueryClient();
  const word = useCaseWord();
  const [form] = Form.useForm<ApplicationDraft>();
  const [missing, setMissing] = useState(application.missing);
  const [files, setFiles] = useState<Pick<Attachment, 'id' | 'name'>[]>(application.files);
  const [applying, setApplying] = useState<number>();
  const saving = useAutosave(application.version, async (draft: ApplicationDraft, version) => {
    const row = await saveApplication(pilot.id, version, draft);
    setMissing((await cache.fetchQuery({ queryKey: ['cases', pilot.id, 'application'], queryFn: () => getApplication(pilot.id), staleTime: 0 })).missing);
    return row;
  });
  const { returned } = application;
  const reasons: Partial<Record<string, string>> = returned?.fieldReasons ?? {};
  const keep = (part: ApplicationDraft) => {
    // An emptied field is emptied there too; only what was touched is sent.
    const values = Object.fromEntries(Object.entries(part).map(([field, value]) => [field, value === '' || value === undefined ? null : value]));
    saving.change(values);
  };
  const apply = async () => {
    if (await saving.flush()) setApplying(saving.version.current);
  };
  const refused = isProblem(saving.error) ? Object.fromEntries(saving.error.errors.map(({ pointer, detail }) => [pointer.split('/')[2], detail])) : {};
  const label = (field: string) => t(`application.${field}`);

  return (
    <Form form={form} layout="vertical" initialValues={application.form} onValuesChange={(part: ApplicationDraft) => keep(part)} data-testid="application-form">
      {returned && <Alert type="warning" showIcon className="problem" data-testid="returned" title={t('application.returned', { by: returned.by, at: time(returned.at) })} description={returned.reason} />}
      <div aria-live="polite"><ProblemAlert error={saving.error} onRetry={isProblem(saving.error, 412) ? () => window.location.reload() : undefined} /></div>
      <MissingList items={missing.map(({ pointer, detail }) => ({ id: pointer.split('/')[2]!, label: label(pointer.split('/')[2]!), detail }))} />
      {sections.map(({ code, fields }) => (
        <section key={code} className="panel form-section">
          <h2>{t(`application.section.${code}`)}</h2>
          <div className="form-grid">
            {fields.map(([field, kind]) => (
              <Form.Item key={field} name={kind === 'files' ? undefined : field} htmlFor={field} label={kind === 'consent' ? undefined : label(field)} className={wide(kind) ? 'whole-row' : undefined} valuePropName={kind === 'consent' ? 'checked' : 'value'}
                validateStatus={refused[field] ? 'error' : reasons[field] ? 'warning' : undefined} extra={hint(field)}
                help={(refused[field] ?? (reasons[field] && <span data-testid={`reason-${field}`}>{t('application.reasonWas', { reason: reasons[field] })}</span>)) || undefined}>
                <ApplicationWidget field={field} kind={kind} files={files} onFiles={(next) => { setFiles(next); keep({ attachmentIds: next.map(({ id }) => id) }); }} />
              </Form.Item>
            ))}
          </div>
        </section>
      ))}
      <div className="form-foot">
        <SavingNote state={saving.state} />
        <span className="page-tools">
          <Button onClick={() => void saving.flush()} disabled={saving.state === 'clean'}>{t('common.save')}</Button>
          {pilot.abilities.includes('apply') && <Button type="primary" disabled={missing.length > 0 && saving.state === 'clean'} onClick={() => void apply()} data-testid="action-apply">{word('apply')}</Button>}
        </span>
      </div>
      {applying !== undefined && <CaseDialog row={{ ...pilot, version: applying }} action="apply" label={word('apply')} onClose={() => setApplying(undefined)} />}
    </Form>
  );

  function hint(field: Field) {
    const text = t(`applicationHint.${field}`, { defaultValue: '' });
    return text || undefined;
  }
}
