import { Button, Input } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report, ReportRemark } from '../../api/model';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { goToCell } from './cells';
import { answerRemark } from './reports.api';
import { useCellName } from './use-cell-name';

/** Every word that was said on a cell, the latest submission's first, with the unit's answers. */
export function RemarkPanel({ report }: { report: Report }) {
  const { t } = useTranslation();
  if (report.remarks.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="remarks" data-testid="remarks">
      <h2 id="remarks">{t('report.remarks')}</h2>
      <ul className="plain-list remark-list">{[...report.remarks].reverse().map((remark) => <Remark key={remark.id} report={report} remark={remark} />)}</ul>
    </section>
  );
}

function Remark({ report, remark }: { report: Report; remark: ReportRemark }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const cache = useQueryClient();
  const cellName = useCellName(report);
  const [text, setText] = useState<string>();
  const answer = useMutation({
    mutationFn: (said: string) => answerRemark(remark.id, remark.version, said),
    onSuccess: () => { setText(undefined); for (const key of ['reports', 'todos']) void cache.invalidateQueries({ queryKey: [key] }); },
  });
  const answers = report.abilities.includes('answer') && remark.kind !== 'comment';
  return (
    <li>
      <div><button type="button" className="link-button" onClick={() => goToCell(remark.cell)}>{cellName(remark.cell)}</button> <span className="quiet">{t(`report.kind.${remark.kind}`)} · {t('report.submission', { n: remark.submission })} · {remark.author.organisation} {remark.author.name} · {time(remark.at)}</span></div>
      <p className="said">{remark.text}</p>
      {remark.answer && <p className="said">{t('report.answerLine', { by: remark.answeredBy, at: time(remark.answeredAt), text: remark.answer })}</p>}
      {answers && text === undefined && <Button size="small" onClick={() => setText(remark.answer ?? '')} data-testid={`answer-${remark.id}`}>{t(remark.answer ? 'report.answerAnew' : 'report.answer')}</Button>}
      {text !== undefined && (
        <div className="answer-line">
          <Input.TextArea autoFocus rows={2} aria-label={t('report.answer')} value={text} onChange={(event) => setText(event.target.value)} />
          <Button type="primary" disabled={!text.trim()} loading={answer.isPending} onClick={() => answer.mutate(text.trim())}>{t('report.ok')}</Button>
          <Button onClick={() => setText(undefined)}>{t('common.cancel')}</Button>
        </div>
      )}
      <ProblemAlert error={answer.error} />
    </li>
  );
}
