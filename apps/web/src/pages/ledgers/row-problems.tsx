import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportRow } from '../../api/model';

interface Props {
  row: ImportRow;
  /** Takes what may have been meant; not given where nothing can be mended any more. */
  onSuggestion?: ((cells: Record<string, string>) => void) | undefined;
}

/** Every bad cell of a row: which column, what stands there, why it is not taken, and what may have been meant. */
export function RowProblems({ row, onSuggestion }: Props) {
  const { t } = useTranslation();
  if (row.problems.length === 0) return <>—</>;
  return (
    <ul className="plain-list row-problems">
      {row.problems.map(({ column, key, value, reason, severity, suggestions, code }) => (
        <li key={column + code} data-problem={code}>
          <strong className={severity === 'error' ? 'count-error' : undefined}>{t(`ledger.severity.${severity}`)}</strong>{' '}
          <span data-name>{column}{value && <q>{value.length > 40 ? `${value.slice(0, 40)}…` : value}</q>}</span> <span className="said-inline">{reason}</span>{' '}
          {onSuggestion && suggestions?.map((word) => (
            <Button key={word} size="small" type="dashed" data-testid={`take-${word}`} onClick={() => onSuggestion({ [key]: row.cells[key]!.split(/[、,，;；\s]+/).length > 1 ? listWith(row.cells[key]!, word) : word })}>
              {t('ledger.take')} <span data-name>{word}</span>
            </Button>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** A list in which the word most like the suggestion is the one that was mistaken. */
function listWith(text: string, word: string): string {
  const names = text.split(/[、,，;；\s]+/).filter(Boolean);
  const alike = (name: string) => [...name].filter((letter) => word.includes(letter)).length;
  const nearest = names.reduce((best, name) => (alike(name) > alike(best) && name !== word ? name : best), names.find((name) => name !== word) ?? '');
  return [...new Set(names.map((name) => (name === nearest ? word : name)))].join('、');
}
