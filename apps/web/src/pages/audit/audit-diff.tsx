import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../api/model';

const text = (value: unknown) => (value == null || value === '' ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value));

/** Before and after, field by field. The audit administrator of business rows sees which fields, not what was in them. */
export function AuditDiff({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const { before, after } = entry;
  const fields = entry.changed.length > 0 ? entry.changed : Object.keys(after ?? before ?? {});
  if (!before && !after) return <p className="quiet">{t('audit.hidden')} {fields.join(t('common.comma'))}</p>;
  return (
    <table className="diff">
      <thead><tr><th scope="col">{t('audit.field')}</th><th scope="col">{t('audit.before')}</th><th scope="col">{t('audit.after')}</th></tr></thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field}><th scope="row"><code>{field}</code></th><td>{text(before?.[field])}</td><td>{text(after?.[field])}</td></tr>
        ))}
      </tbody>
    </table>
  );
}
