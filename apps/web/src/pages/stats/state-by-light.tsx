import { useTranslation } from 'react-i18next';
import type { Lights } from '../../api/model';
import { useName, useVocabularies, useWord } from '../../api/reference';
import { lightOrder } from '../../components/light-counts';
import { LightTag } from '../../components/light-tag';
import { NumberLink } from './number-link';
import type { OverviewLine } from './overview-lines';

/** One region opened: its states, and the lights within each. */
export function StateByLight({ line }: { line: OverviewLine }) {
  const { t } = useTranslation();
  const name = useName();
  const word = useWord();
  const states = (useVocabularies().data?.['task_state'] ?? []).map(({ code }) => code).filter((code) => line.byState[code]);
  const byState = line.byStateAndLight as Record<string, Lights>;
  const place = line.region ? name(line.region) : t('overview.total');
  return (
    <table className="diff state-lights">
      <caption className="visually-hidden">{place}</caption>
      <thead>
        <tr><th scope="col">{t('field.state')}</th>{lightOrder.map((light) => <th key={light} scope="col"><LightTag light={light} /></th>)}</tr>
      </thead>
      <tbody>
        {states.map((state) => (
          <tr key={state}>
            <th scope="row">{word('task_state', state)}</th>
            {lightOrder.map((light) => (
              <td key={light}>
                <NumberLink value={byState[state]?.[light] ?? 0} to={line.href('/assignments', { state, light })}
                  testId={`cell-${line.code}-${state}-${light}`} label={`${place} ${word('task_state', state)} ${t(`light.${light}`)}`} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
