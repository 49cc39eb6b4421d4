import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { EntryRow } from '../../api/model';
import { useFormat } from '../../components/use-format';

/** What was said about an entry and what the unit answered, and a way to say more. */
export function EntryRemarks({ row, onAsk }: { row: EntryRow; onAsk: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  return (
    <>
      {row.remarks.map((remark) => (
        <div key={remark.id} className="entry-remark">
          <span className="quiet">{t(`report.kind.${remark.kind}`)} · {t(`report.field.${remark.field}`)} · {remark.author.organisation} · {time(remark.createdAt)}</span>
          <p className="said">{remark.text}</p>
          {remark.answer ? <p className="said">{t('report.answer')}{t('common.colon')}{remark.answer}</p> : remark.kind === 'request' && <p className="count-warning">{t('report.notAnswered')}</p>}
        </div>
      ))}
      {onAsk && <Button size="small" onClick={onAsk} data-testid={`ask-${row.id}`} aria-label={`${t('report.ask')} ${row.unit.name} ${row.task.code}`}>{t('report.ask')}</Button>}
    </>
  );
}
