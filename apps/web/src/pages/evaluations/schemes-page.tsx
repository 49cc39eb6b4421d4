import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useListParams } from '../../components/list/use-list-params';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { PrintButton } from '../../components/print-button';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { CopySchemeDialog } from './copy-scheme-dialog';
import './evaluations.css';
import { useScheme, useSchemes } from './evaluations.api';
import { SchemeForm } from './scheme-form';
import { SchemeView } from './scheme-view';

/** 评分办法: what a year is evaluated by, its editions, and the office's pen until scoring begins. */
export function SchemesPage() {
  const { t } = useTranslation();
  const params = useListParams();
  const [, setSearch] = useSearchParams();
  const list = useSchemes();
  const years = list.data ?? [];
  const year = Number(params.one('year')) || years[0]?.year;
  const query = useScheme(year);
  const mayKeep = useCan(permissions.keepEvaluations);
  const [editing, setEditing] = useState(false);
  const [copying, setCopying] = useState(false);
  const scheme = query.data;
  return (
    <div className="evaluation">
      <PageHead title={t('nav.schemes')} sub={t('scheme.hint')}>
        <Select aria-label={t('evaluation.year')} value={year} onChange={(chosen) => { setEditing(false); params.set('year', String(chosen)); }} options={years.map((row) => ({ value: row.year, label: String(row.year) }))} data-testid="scheme-of" />
        {scheme?.abilities.includes('change') && !editing && <Button type="primary" onClick={() => setEditing(true)} data-testid="scheme-edit">{t('scheme.edit')}</Button>}
        {mayKeep && <Button onClick={() => setCopying(true)} data-testid="scheme-copy">{t('scheme.copy')}</Button>}
        <Link to="/evaluations"><Button tabIndex={-1}>{t('nav.evaluations')}</Button></Link>
        <PrintButton />
      </PageHead>
      <Loaded query={query}>
        {(row) => (
          <>
            <Alert className="problem" type={row.illustrative ? 'warning' : 'info'} showIcon
              title={row.illustrative ? t('evaluation.illustrative') : t('scheme.edition', { n: row.version, year: row.year })}
              description={<><span data-name>{row.source}</span>{row.evaluations > 0 && <div>{t('scheme.inUse', { count: row.evaluations })}</div>}</>} />
            {editing && row.abilities.includes('change') ? <SchemeForm key={row.version} scheme={row} onDone={() => setEditing(false)} /> : <SchemeView scheme={row} />}
          </>
        )}
      </Loaded>
      {copying && <CopySchemeDialog years={years.map((row) => row.year)} onClose={() => setCopying(false)} onDone={(made) => { setCopying(false); setSearch({ year: String(made) }); }} />}
    </div>
  );
}
