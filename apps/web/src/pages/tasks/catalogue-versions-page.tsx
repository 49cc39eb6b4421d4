import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CatalogueVersion } from '../../api/model';
import { useName } from '../../api/reference';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { useVersions } from './tasks.api';
import './tasks.css';

/** The versions of the catalogue: which batches keep to each, and what it changed of the one before. */
export function CatalogueVersionsPage() {
  const { t } = useTranslation();
  const name = useName();
  const { time } = useFormat();
  return (
    <>
      <PageHead title={t('task.versions')} sub={t('task.versionsHint')} />
      <Loaded query={useVersions()}>
        {(items) => (
          <div className="version-list">
            {items.map((version, i) => (
              <section key={version.catalogueVersion} className="panel" data-testid={`version-${version.catalogueVersion}`}>
                <h2>
                  <Link to={`/tasks?catalogueVersion=${version.catalogueVersion}`}>{t('task.versionIs', { version: version.catalogueVersion })}</Link>
                  {i === 0 && <Tag>{t('task.newest')}</Tag>}{version.illustrative && <Tag>{t('assign.illustrative')}</Tag>}
                  <span className="quiet">{t('task.madeOf', { n: version.tasks, time: time(version.createdAt) })}</span>
                </h2>
                <p>{t('task.keptBy')} <span data-name>{version.batches.map((batch) => name(batch)).join(t('common.comma')) || '—'}</span></p>
                {i < items.length - 1 && <Changes version={version} />}
              </section>
            ))}
          </div>
        )}
      </Loaded>
    </>
  );
}

function Changes({ version: { added, removed, changed } }: { version: CatalogueVersion }) {
  const { t } = useTranslation();
  const name = useName();
  const one = (task: { id: string; code: string; name: string; nameEn: string }) => <Link to={`/tasks/${task.id}`} data-name>{task.code} {name(task)}</Link>;
  if (added.length + removed.length + changed.length === 0) return <p className="quiet">{t('task.nothingChanged')}</p>;
  const words = (list: string[]) => list.join(t('common.comma')) || '—';
  return (
    <>
      {changed.length > 0 && (
        <details className="version-group" open>
          <summary>{t('task.changed', { n: changed.length })}</summary>
          <ul className="version-changes">
            {changed.map((task) => <li key={task.id}>{one(task)}{task.differences.map(({ field, before, after }) => <div key={field}><span className="quiet">{t(`task.field.${field}`)} </span><del>{words(before)}</del> → <ins>{words(after)}</ins></div>)}</li>)}
          </ul>
        </details>
      )}
      {([['added', added], ['removed', removed]] as const).filter(([, tasks]) => tasks.length > 0).map(([what, tasks]) => (
        <details key={what} className="version-group" open={tasks.length <= 12}>
          <summary>{t(`task.${what}`, { n: tasks.length })}</summary>
          <ul className="version-changes">{tasks.map((task) => <li key={task.id}>{one(task)}</li>)}</ul>
        </details>
      ))}
    </>
  );
}
