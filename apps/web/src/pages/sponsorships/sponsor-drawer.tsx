import { Button, Drawer, Input, Select } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DepartmentSponsors } from '../../api/model';
import { useName } from '../../api/reference';
import { Loaded } from '../../components/loaded';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { listCases } from '../cases/cases.api';
import { endSponsorship, nameSponsor, sponsorshipsOf } from './sponsorships.api';

const takes = ['province_review', 'publicity', 'designated', 'plan_review', 'implementing', 'evaluating', 'passed', 'model', 'suspended'];

/** Names a department for a pilot, or ends it with a reason; what ended stays in sight. */
export function SponsorDrawer({ department, onClose }: { department: DepartmentSponsors['department']; onClose: () => void }) {
  const { t } = useTranslation();
  const name = useName();
  const { day } = useFormat();
  const cache = useQueryClient();
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [reason, setReason] = useState('');
  const rows = useQuery({ queryKey: ['sponsorships', department.code], queryFn: () => sponsorshipsOf(department.code) });
  const cases = useQuery({ queryKey: ['cases', 'pick', q], queryFn: () => listCases({ q: q || undefined, state: takes, limit: 20 }), placeholderData: (old) => old });
  const done = () => { for (const key of ['sponsorships', 'cases']) void cache.invalidateQueries({ queryKey: [key] }); };
  const add = useMutation({ mutationFn: (id: string) => nameSponsor(id, department.id), onSuccess: () => { setChosen(undefined); done(); } });
  const end = useMutation({ mutationFn: (row: { id: string; version: number }) => endSponsorship(row.id, row.version, reason), onSuccess: () => { setReason(''); done(); } });

  return (
    <Drawer open onClose={onClose} title={`${name(department)} · ${t('nav.sponsorships')}`} size={560}>
      <div aria-live="polite"><ProblemAlert error={add.error ?? end.error} /></div>
      <label htmlFor="sponsor-case">{t('sponsor.choose')}</label>
      <div className="sponsor-add">
        <Select id="sponsor-case" value={chosen} onChange={setChosen} showSearch={{ filterOption: false, onSearch: setQ }} placeholder={t('unit.searchHint')} data-testid="sponsor-case"
          options={(cases.data?.items ?? []).map((row) => ({ value: row.id, label: `${row.unit.name} · ${row.caseNo}` }))} />
        <Button type="primary" disabled={!chosen} loading={add.isPending} onClick={() => chosen && add.mutate(chosen)} data-testid="sponsor-add">{t('sponsor.add')}</Button>
      </div>
      <Loaded query={rows}>
        {({ items }) => (
          <>
            {items.some(({ endedOn }) => !endedOn) && <label className="end-reason">{t('sponsor.endReason')}<Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} /></label>}
            <ul className="plain-list sponsor-list">
              {[...items].sort((a, b) => Number(!!a.endedOn) - Number(!!b.endedOn)).map((row) => (
                <li key={row.id}>
                  <Link to={`/cases/${row.case.id}`}>{row.case.unit}</Link> <span className="quiet">{row.case.caseNo}</span>
                  {row.endedOn ? <div className="quiet">{t('sponsor.ended', { day: day(row.endedOn) })} {row.endReason}</div>
                    : <Button size="small" loading={end.isPending && end.variables.id === row.id} onClick={() => end.mutate(row)} aria-label={`${t('sponsor.end')} ${row.case.unit}`} data-name="">{t('sponsor.end')}</Button>}
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Drawer>
  );
}
