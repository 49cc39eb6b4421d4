import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentUrl } from '../../api/client';
import type { Attachment, Report } from '../../api/model';
import { AttachmentInput } from '../../components/attachment-input';
import { ProblemAlert } from '../../components/problem-alert';
import { attachFiles } from './reports.api';

/** Files that go with the report; each is hung on as it arrives. */
export function ReportFiles({ report }: { report: Report }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [failed, setFailed] = useState<Pick<Attachment, 'id' | 'name'>[]>([]);
  const sent = useRef(new Set<string>());
  const add = useMutation({
    mutationFn: (ids: string[]) => attachFiles(report.id, ids),
    onSuccess: ({ files }) => { cache.setQueryData<Report>(['reports', report.id], (old) => old && { ...old, files }); setFailed([]); },
  });
  const send = (ids: string[]) => {
    const fresh = ids.filter((id) => !sent.current.has(id));
    for (const id of fresh) sent.current.add(id);
    if (fresh.length > 0) add.mutate(fresh);
  };
  const attaches = report.abilities.includes('attach');
  if (!attaches && report.files.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="files">
      <h2 id="files">{t('report.files')}</h2>
      {attaches && <AttachmentInput value={failed} label={t('files.add')} testId="add-files" onChange={(files) => { setFailed(files); send(files.map(({ id }) => id)); }} />}
      <div aria-live="polite"><ProblemAlert error={add.error} /></div>
      <ul className="plain-list file-list">{report.files.map((file) => <li key={file.id} data-testid={`file-${file.name}`}><a href={attachmentUrl(file.id)} download={file.name}>{file.name}</a></li>)}</ul>
    </section>
  );
}
