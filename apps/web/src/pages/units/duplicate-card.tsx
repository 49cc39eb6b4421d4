import { App, Button, Input, Popconfirm, Tag } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DuplicatePair } from '../../api/model';
import { useWord } from '../../api/reference';
import { useFormat } from '../../components/use-format';
import { MergePair } from './merge-pair';
import { decideDistinct } from './units.api';

/** Two units fact by fact; what differs is marked. */
export function DuplicateCard({ pair }: { pair: DuplicatePair }) {
  const { t } = useTranslation();
  const word = useWord();
  const { number, percent, time } = useFormat();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const [merging, setMerging] = useState(false);
  const distinct = useMutation({
    mutationFn: () => decideDistinct(pair.first.id, pair.second.id, reason.trim()),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['units', 'duplicates'] }),
    onError: (error) => void message.error(error.message),
  });
  const facts: [string, (side: DuplicatePair['first']) => string][] = [
    [t('field.uscc'), (side) => side.uscc],
    [t('field.region'), (side) => side.region],
    [t('field.ownership'), (side) => word('ownership', side.ownership)],
    [t('field.employees'), (side) => number(side.employees)],
    [t('field.liaisonName'), (side) => side.liaisonName ?? '—'],
    [t('field.cases'), (side) => number(side.cases)],
  ];
  return (
    <section className="panel duplicate" data-testid={`pair-${pair.id}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              {pair.because.map((why) => <Tag key={why}>{t(`duplicate.because.${why}`)}</Tag>)}
              <div className="quiet">{t('duplicate.likeness', { n: percent(Math.round(pair.likeness * 100)) })}</div>
            </th>
            {[pair.first, pair.second].map((side) => <th key={side.id} scope="col"><Link to={`/units/${side.id}`}>{side.name}</Link></th>)}
          </tr>
        </thead>
        <tbody>
          {facts.map(([label, of]) => (
            <tr key={label} className={of(pair.first) === of(pair.second) ? '' : 'differs'}><th scope="row">{label}</th><td>{of(pair.first)}</td><td>{of(pair.second)}</td></tr>
          ))}
        </tbody>
      </table>
      {pair.decision
        ? <p className="quiet">{t('duplicate.wasDistinct', { time: time(pair.decision.at) })} {pair.decision.reason}</p>
        : (
          <div className="duplicate-acts">
            <Popconfirm title={t('duplicate.distinctAsk')} okText={t('common.yes')} cancelText={t('common.cancel')} okButtonProps={{ disabled: reason.trim().length < 2 }} onConfirm={() => distinct.mutate()}
              description={<Input value={reason} onChange={({ target }) => setReason(target.value)} maxLength={500} aria-label={t('field.reason')} placeholder={t('field.reason')} data-testid="distinct-reason" />}>
              <Button loading={distinct.isPending} data-testid={`distinct-${pair.id}`}>{t('duplicate.distinct')}</Button>
            </Popconfirm>
            <Button type="primary" onClick={() => setMerging(true)} data-testid={`merge-${pair.id}`}>{t('duplicate.merge')}</Button>
          </div>
        )}
      {merging && <MergePair pair={pair} onClose={() => setMerging(false)} />}
    </section>
  );
}
