import { useTranslation } from 'react-i18next';
import type { Role, RoleMatrix } from '../../api/model';
import { isChanged, type Drafts } from './role-drafts';

interface Props {
  matrix: RoleMatrix;
  drafts: Drafts;
  onToggle: (role: Role, code: string) => void;
}

/** A plain table: its head and first column stay, and each cell is a button a keyboard reaches. */
export function MatrixTable({ matrix, drafts, onToggle }: Props) {
  const { t, i18n } = useTranslation();
  const english = i18n.language === 'en';
  const said = (one: { zh: string; en: string }) => (english ? one.en : one.zh);
  const areas = [...new Map(matrix.permissions.map((one) => [one.area, english ? one.areaEn : one.areaZh]))];
  return (
    <div className="matrix-scroll" tabIndex={0} role="region" aria-label={t('nav.roles')}>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">{t('people.permission')}</th>
            {matrix.items.map((role) => <th key={role.code} scope="col">{said(role)}<span className="quiet num">{t('people.holders', { n: role.holders })}</span></th>)}
          </tr>
        </thead>
        {areas.map(([area, name]) => (
          <tbody key={area}>
            <tr className="matrix-area"><th scope="rowgroup">{name}</th><td colSpan={matrix.items.length} /></tr>
            {matrix.permissions.filter((one) => one.area === area).map((one) => (
              <tr key={one.code}>
                <th scope="row">{said(one)}</th>
                {matrix.items.map((role) => <Cell key={role.code} role={role} code={one.code} words={`${said(role)}: ${said(one)}`} draft={drafts[role.code]} onToggle={onToggle} />)}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Cell({ role, code, words, draft, onToggle }: { role: Role; code: string; words: string; draft: string[] | undefined; onToggle: Props['onToggle'] }) {
  const { t } = useTranslation();
  const has = (draft ?? role.permissions).includes(code);
  const possible = role.most.includes(code);
  const free = role.abilities.includes('update') && possible && !role.least.includes(code);
  const said = t(has ? 'people.has' : possible ? 'people.canHave' : 'people.never');
  const mark = has ? (role.least.includes(code) ? '◆' : '●') : possible ? '○' : '·';
  if (!free) return <td className={has ? 'has' : undefined}><span aria-hidden>{mark}</span><span className="visually-hidden">{said}</span></td>;
  const changed = isChanged(role, draft, code);
  return (
    <td className={[has && 'has', changed && 'changed'].filter(Boolean).join(' ') || undefined}>
      <button type="button" aria-pressed={has} aria-label={`${words}${changed ? ` (${t('people.changedCell')})` : ''}`} onClick={() => onToggle(role, code)} data-testid={`cell-${role.code}-${code}`}>{mark}</button>
    </td>
  );
}
