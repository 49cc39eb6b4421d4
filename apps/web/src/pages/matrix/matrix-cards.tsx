import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Matrix } from '../../api/model';
import { useName } from '../../api/reference';
import { EMPTY, LIGHT_OF } from './cells';

const AT_ONCE = 30;

/** On a phone the picture is read unit by unit: each with its tasks, every one a link to its assignment. */
export function MatrixCards({ matrix: { caseIds, units, cells, tasks, regions, region, batches, batch } }: { matrix: Matrix }) {
  const { t } = useTranslation();
  const name = useName();
  const [shown, setShown] = useState(AT_ONCE);
  return (
    <div className="row-cards" data-testid="matrix-cards">
      {caseIds.slice(0, shown).map((id, row) => {
        const letters = cells[row]!;
        const empty = letters.split(EMPTY).length - 1;
        return (
          <article key={id} className="row-card">
            <Link className="title" to={`/cases/${id}`}>{units[row]}</Link>
            <div className="line quiet"><span>{name(regions[region[row]!])}</span><span>{name(batches[batch[row]!])}</span><span>{t('matrix.emptyOf', { n: empty })}</span></div>
            <div className="mx-chips">
              {tasks.map((task, at) => LIGHT_OF[letters[at]!] && (
                <Link key={at} to={`/assignments?pilotCase=${id}&task=${task.code}`} className={`mx-${letters[at]}`} title={name(task)}>{task.code} {t(`matrix.letter.${letters[at]}`)}<span className="visually-hidden">{t(`light.${LIGHT_OF[letters[at]!]}`)}</span></Link>
              ))}
            </div>
          </article>
        );
      })}
      {shown < caseIds.length && <Button onClick={() => setShown(shown + AT_ONCE)}>{t('matrix.more', { n: caseIds.length - shown })}</Button>}
    </div>
  );
}
