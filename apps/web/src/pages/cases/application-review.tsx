import { Alert, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentUrl } from '../../api/client';
import type { Application, ApplicationDraft, Case } from '../../api/model';
import { useName, useTasks } from '../../api/reference';
import { useFormat } from '../../components/use-format';
import { sections, type Field } from './application-fields';
import { CaseActions } from './case-actions';

interface Props { application: Application; pilot: Case }

/** The paper as handed in, beside what it was before it was last returned; a reviewer writes a reason at the very field. */
export function ApplicationReview({ application, pilot }: Props) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const mayReturn = pilot.abilities.includes('return');
  const { form, previous, changed, returned, unit } = application;
  const said = Object.fromEntries(Object.entries(reasons).filter(([, reason]) => reason.trim()));
  const label = (field: Field) => t(`application.${field}`);

  return (
    <>
      <section className="panel review-head">
        <div>{unit.name} <span className="quiet">{unit.uscc}</span></div>
        <div className="page-tools"><CaseActions row={pilot} extra={{ fieldReasons: said }} /></div>
        {returned && <Alert type="info" showIcon title={t('application.returned', { by: returned.by, at: time(returned.at) })}
          description={<>{returned.reason}{previous && <div data-testid="changed-since">{changed.length ? t('application.changedSince', { fields: (changed as Field[]).map(label).join(t('common.comma')) }) : t('application.unchanged')}</div>}</>} />}
      </section>
      {sections.map(({ code, fields }) => (
        <section key={code} className="panel">
          <h2>{t(`application.section.${code}`)}</h2>
          <dl className="review-list">
            {fields.map(([field]) => (
              <div key={field} className={changed.includes(field) ? 'review-row changed' : 'review-row'} data-testid={`review-${field}`}>
                <dt>{label(field)}</dt>
                <dd>
                  <div>
                    <Value field={field} form={form} application={application} />
                    {changed.includes(field) && previous && <div className="before"><span className="quiet">{t('application.before')}：</span><Value field={field} form={previous} application={application} /></div>}
                  </div>
                  {mayReturn && (
                    <Input size="small" className="field-reason" placeholder={t('application.reasonHere')} aria-label={t('application.reasonFor', { field: label(field) })} maxLength={500}
                      value={reasons[field] ?? ''} onChange={(event) => setReasons({ ...reasons, [field]: event.target.value })} data-testid={`reason-for-${field}`} />
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}

function Value({ field, form, application }: { field: Field; form: ApplicationDraft; application: Application }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const name = useName();
  const tasks = useTasks().data ?? [];
  const value = form[field];
  if (field === 'attachmentIds') return application.files.length === 0 ? <>—</> : <ul className="plain-list">{application.files.map((file) => <li key={file.id}><a href={attachmentUrl(file.id)} download>{file.name}</a></li>)}</ul>;
  if (field === 'leaderConsent') return <>{value ? t('common.true') : '—'}</>;
  if (value === null || value === undefined || value === '') return <>—</>;
  if (field === 'nominationRoute') return <>{t(`application.route.${String(value)}`)}</>;
  if (Array.isArray(value)) return <ul className="plain-list">{value.map((code) => { const task = tasks.find((one) => one.code === code); return <li key={code}>{code} {task && name(task)}</li>; })}</ul>;
  return <span className="said-inline">{typeof value === 'number' ? number(value) : String(value)}</span>;
}
