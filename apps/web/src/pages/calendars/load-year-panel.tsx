import { Alert, App, Button, Input, Select, Switch, Table } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CalendarPreview } from '../../api/model';
import { useName } from '../../api/reference';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { DropFile } from '../ledgers/drop-file';
import { loadYear, previewYear, type YearToLoad } from './calendars.api';

/** Drop the year's file, see what would change and which deadlines would move, then load it. */
export function LoadYearPanel({ year: first, known }: { year: number; known: number[] }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const [year, setYear] = useState(first);
  const [source, setSource] = useState('');
  const [moveDeadlines, setMove] = useState(true);
  const preview = useMutation({ mutationFn: (file: File) => previewYear(year, file) });
  const load = useMutation({
    mutationFn: (what: YearToLoad) => loadYear(what),
    onSuccess: () => {
      for (const key of ['calendars', 'working-days', 'assignments', 'todos']) void cache.invalidateQueries({ queryKey: [key] });
      void message.success(t('calendar.loaded', { year }));
      preview.reset();
      setSource('');
    },
  });
  const stamp = preview.data?.stamp;
  const file = preview.variables;
  const choose = (chosen: number) => {
    setYear(chosen);
    preview.reset();
  };
  return (
    <section className="panel" aria-labelledby="load-year">
      <h2 id="load-year">{t('calendar.load')}</h2>
      <p className="quiet">{t('calendar.loadHint')}</p>
      <div className="line calendar-load">
        <Select aria-label={t('calendar.year')} value={year} onChange={choose} options={[...new Set([first, ...known])].sort((a, b) => b - a).map((value) => ({ value, label: String(value) }))} data-testid="load-year-year" />
        <Input value={source} onChange={(event) => setSource(event.target.value)} maxLength={200} aria-label={t('calendar.source')} placeholder={t('calendar.sourceHint')} data-testid="load-year-source" />
      </div>
      <ProblemAlert error={preview.error ?? load.error} />
      <DropFile busy={preview.isPending} onFiles={([chosen]) => preview.mutate(chosen)} />
      {preview.data && <Seen preview={preview.data} />}
      {preview.data && stamp && file && (
        <div className="line calendar-load">
          {preview.data.movesTotal > 0 && <label><Switch checked={moveDeadlines} onChange={setMove} data-testid="load-year-move" /> {t('calendar.move', { count: preview.data.movesTotal })}</label>}
          <Button type="primary" disabled={source.trim().length < 4} loading={load.isPending} onClick={() => load.mutate({ year, source: source.trim(), stamp, moveDeadlines, file })} data-testid="load-year">
            {t('calendar.loadNow', { year })}
          </Button>
          {source.trim().length < 4 && <span className="quiet">{t('calendar.sourceMissing')}</span>}
        </div>
      )}
    </section>
  );
}

function Seen({ preview }: { preview: CalendarPreview }) {
  const { t } = useTranslation();
  const name = useName();
  const { day } = useFormat();
  if (preview.flaws.length > 0) {
    return (
      <>
        <Alert type="error" showIcon title={t('calendar.flaws', { count: preview.flaws.length })} />
        <Table rowKey={(flaw) => `${flaw.row}-${flaw.code}`} size="small" pagination={false} dataSource={preview.flaws} scroll={{ x: 'max-content' }} aria-label={t('calendar.flaws', { count: preview.flaws.length })}
          columns={[
            { title: t('calendar.row'), width: 80, render: (_, flaw) => flaw.row || t('calendar.wholeFile') },
            { title: t('calendar.says'), width: 160, dataIndex: 'value' },
            { title: t('calendar.problem'), dataIndex: 'detail' },
          ]} />
      </>
    );
  }
  return (
    <div data-testid="calendar-preview">
      <Alert type="info" showIcon title={t('calendar.would', { year: preview.year, days: preview.workingDays, changes: preview.changes.length, moves: preview.movesTotal })} />
      <ul className="calendar-changes">
        {preview.changes.map((change) => <li key={change.day}>{day(change.day)} {t(change.working ? 'calendar.worked' : 'calendar.free')}{change.name && ` · ${change.name}`}</li>)}
      </ul>
      {preview.moves.length > 0 && (
        <Table rowKey={(move) => `${move.id}-${move.what}`} size="small" pagination={{ pageSize: 20, hideOnSinglePage: true }} dataSource={preview.moves} scroll={{ x: 'max-content' }} aria-label={t('calendar.moves')}
          columns={[
            { title: t('field.no'), width: 170, render: (_, move) => <Link to={`/assignments/${move.id}`}>{move.no}</Link> },
            { title: t('field.unit'), width: 220, dataIndex: 'unit' },
            { title: t('field.task'), width: 240, render: (_, move) => name({ name: move.title, nameEn: move.titleEn }) },
            { title: t('calendar.what'), width: 100, render: (_, move) => t(`calendar.limit.${move.what}`) },
            { title: t('calendar.from'), width: 110, render: (_, move) => day(move.from) },
            { title: t('calendar.to'), width: 110, render: (_, move) => <strong>{day(move.to)}</strong> },
          ]} />
      )}
      {preview.movesTotal > preview.moves.length && <p className="quiet">{t('calendar.more', { count: preview.movesTotal - preview.moves.length })}</p>}
    </div>
  );
}
