import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Evaluation } from '../../api/model';
import { useName } from '../../api/reference';
import { DocumentList } from '../../components/document-list';
import { asked, bonusOutcome, itemOutcome, markOf, sideOf, sides, verdictWord, type Asked, type Side } from './marks';

interface Props {
  row: Evaluation;
  onMark: ((code: string) => void) | undefined;
}

/** Items by first-level indicator, with what each side said and how its points come about. */
export function ScoreTable({ row, onMark }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const all = asked(row.scheme);
  const { levels, bonus } = row.scheme.content;
  const groups = [
    ...levels.map((level) => ({ key: level.code, title: name(level), sub: t('evaluation.points', { points: level.items.reduce((sum, { points }) => sum + Math.round(points * 100), 0) / 100 }), rows: all.filter(({ code }) => level.items.some((item) => item.code === code)) })),
    { key: 'bonus', title: t('evaluation.bonus'), sub: t('evaluation.atMost', { max: bonus.max }), rows: all.filter(({ kind }) => kind === 'bonus') },
    { key: 'veto', title: t('evaluation.veto'), sub: t('evaluation.vetoHint'), rows: all.filter(({ kind }) => kind === 'veto') },
  ];
  return (
    <>
      {groups.filter(({ rows }) => rows.length > 0).map((group) => (
        <section key={group.key} className="panel score-group" aria-labelledby={`level-${group.key}`}>
          <h2 id={`level-${group.key}`}>{group.title} <span className="quiet">{group.sub}</span></h2>
          <table className="score-table">
            <thead>
              <tr><th scope="col">{t('evaluation.item')}</th><th scope="col" className="points">{t('evaluation.pointsOf')}</th>{sides.map((side) => <th key={side} scope="col">{t(`evaluation.side.${side}`)}</th>)}</tr>
            </thead>
            <tbody>{group.rows.map((item) => <ItemRow key={item.code} row={row} item={item} onMark={onMark} />)}</tbody>
          </table>
        </section>
      ))}
    </>
  );
}

function ItemRow({ row, item, onMark }: Props & { item: Asked }) {
  const { t } = useTranslation();
  const name = useName();
  return (
    <tr>
      <th scope="row">
        <div>{name(item)}</div>
        {item.criteria && <div className="quiet criteria" data-name>{item.criteria}</div>}
      </th>
      <td className="points num" data-label={t('evaluation.pointsOf')}>{item.points ?? '—'}</td>
      {sides.map((side) => (
        <td key={side} data-label={t(`evaluation.side.${side}`)} className={side !== row.mySide && isBare(row, side, item) ? 'bare' : undefined}>
          {!(side === row.mySide && isBare(row, side, item)) && <SideCell row={row} item={item} side={side} />}
          {side === row.mySide && onMark && <Button className="no-print" size="small" onClick={() => onMark(item.code)} data-testid={`mark-${item.code}`} aria-label={`${t(markOf(row, side, item.code)?.verdict ? 'evaluation.change' : 'evaluation.score')} ${name(item)}`}>{t(markOf(row, side, item.code)?.verdict ? 'evaluation.change' : 'evaluation.score')}</Button>}
        </td>
      ))}
    </tr>
  );
}

/** Nothing is said of it yet, or nothing that the reader may see. */
const isBare = (row: Evaluation, side: Side, { code }: Asked) => !markOf(row, side, code) && [undefined, 'not_marked'].includes(itemOutcome(row, side, code)?.because ?? bonusOutcome(row, side, code)?.because);

function SideCell({ row, item, side }: { row: Evaluation; item: Asked; side: Side }) {
  const { t } = useTranslation();
  const mark = markOf(row, side, item.code);
  const outcome = itemOutcome(row, side, item.code);
  const points = outcome?.earned ?? bonusOutcome(row, side, item.code)?.points;
  const why = outcome?.because ?? bonusOutcome(row, side, item.code)?.because;
  const sources = item.indicator ? (sideOf(row, side).sources.find(({ indicator }) => indicator === item.indicator)?.rows ?? []) : [];
  if (isBare(row, side, item)) return <span className="quiet">—</span>;
  const said = mark?.verdict ? t(`evaluation.verdict.${verdictWord(item.kind, mark.verdict)}`) : null;
  const missing = why !== undefined && ['no_evidence', 'no_value', 'no_target'].includes(why);
  return (
    <div className="side-cell">
      <div>{points !== undefined && <b className="num" data-testid={`earned-${side}-${item.code}`}>{points}</b>} {said && <span className="quiet">{said}</span>}</div>
      {outcome?.because === 'counted' && <div className="quiet num">{t('evaluation.ratio', { actual: outcome.actual, target: outcome.target, points: outcome.effective })}</div>}
      {outcome && outcome.effective !== outcome.points && !['not_applicable', 'counted'].includes(outcome.because) && <div className="quiet num">{t('evaluation.spread', { points: outcome.effective })}</div>}
      {missing && <div className="count-error">{t(`evaluation.because.${why}`)}</div>}
      {sources.length > 0 && <div className="quiet">{sources.map(({ id, label }) => <Link key={id} to={`/reports/${id}`} data-name>{label} </Link>)}</div>}
      {mark?.reason && <p className="said">{mark.reason}</p>}
      {mark && mark.files.length > 0 && <DocumentList files={mark.files} />}
    </div>
  );
}
