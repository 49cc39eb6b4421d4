import { Tag } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentUrl } from '../../api/client';
import type { Attachment, FileVersion } from '../../api/model';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { AttachmentInput } from '../../components/attachment-input';
import { Loaded } from '../../components/loaded';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { addFiles, listFiles, type Subject } from './discussion.api';

/** Every file with every version; the latest on top, the ones before it a click away. */
export function FilePanel({ subject }: { subject: Subject }) {
  const { t } = useTranslation();
  const [uploads, act] = [useCan(permissions.uploadFiles), useCan(permissions.actOnAssignments)];
  const cache = useQueryClient();
  const [failed, setFailed] = useState<Pick<Attachment, 'id' | 'name'>[]>([]);
  const key = ['files', subject];
  const query = useQuery({ queryKey: key, queryFn: () => listFiles(subject) });
  const add = useMutation({ mutationFn: (ids: string[]) => addFiles(subject, ids), onSuccess: (list) => { cache.setQueryData(key, list); setFailed([]); } });
  // each file is hung on as it arrives, and told of once
  const sent = useRef(new Set<string>());
  const send = (ids: string[]) => {
    const fresh = ids.filter((id) => !sent.current.has(id));
    for (const id of fresh) sent.current.add(id);
    if (fresh.length > 0) add.mutate(fresh);
  };
  return (
    <section className="panel" aria-labelledby="files">
      <h2 id="files">{t('files.title')}</h2>
      {uploads && act && (
        <AttachmentInput value={failed} label={t('files.add')} testId="add-files"
          onChange={(files) => { setFailed(files); send(files.map(({ id }) => id)); }} />
      )}
      <div aria-live="polite"><ProblemAlert error={add.error} /></div>
      <Loaded query={query}>
        {({ items }) => items.length === 0 ? <p className="quiet">{t('files.empty')}</p> : (
          <ul className="plain-list file-list">
            {items.filter(({ latest }) => latest).map((file) => {
              const earlier = items.filter((other) => !other.latest && other.name.toLowerCase() === file.name.toLowerCase());
              return (
                <li key={file.id} data-testid={`file-${file.name}`}>
                  <Line file={file} />
                  {earlier.length > 0 && <details><summary>{t('files.earlier', { count: earlier.length })}</summary><ul className="plain-list">{earlier.map((one) => <li key={one.id}><Line file={one} /></li>)}</ul></details>}
                </li>
              );
            })}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

function Line({ file }: { file: FileVersion }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  return (
    <>
      <a href={attachmentUrl(file.id)} download={file.name}>{file.name}</a> <Tag variant="outlined">{t('files.version', { n: file.fileVersion })}</Tag>
      <span className="quiet">{[file.by, time(file.at), file.cameWith === 'progress' && t('files.withProgress')].filter(Boolean).join(' · ')}</span>
    </>
  );
}
