import { Button } from 'antd';
import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined';
import PaperClipOutlined from '@ant-design/icons/es/icons/PaperClipOutlined';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadFile } from '../api/client';
import type { Attachment } from '../api/model';
import { ProblemAlert } from './problem-alert';

interface Props {
  value: Pick<Attachment, 'id' | 'name'>[];
  onChange: (files: Pick<Attachment, 'id' | 'name'>[]) => void;
  label: string;
  /** Photos come from the camera and are prepared (shrunk, location dropped) before they leave the phone. */
  camera?: boolean;
  testId?: string;
  prepare?: (file: File) => Promise<{ blob: Blob; name: string }>;
}

export function AttachmentInput({ value, onChange, label, camera, prepare, testId = 'file-input' }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const upload = useMutation({
    mutationFn: async (files: File[]) => {
      const done = [...value];
      for (const file of files) {
        const { blob, name } = prepare ? await prepare(file) : { blob: file, name: file.name };
        done.push(await uploadFile(blob, name));
        onChange([...done]);
      }
    },
  });

  return (
    <div className="attachments">
      <Button icon={<PaperClipOutlined />} loading={upload.isPending} onClick={() => input.current?.click()}>{label}</Button>
      <label htmlFor={id} className="visually-hidden">{label}</label>
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        className="visually-hidden"
        tabIndex={-1}
        accept={camera ? 'image/*' : undefined}
        capture={camera ? 'environment' : undefined}
        onChange={(event) => {
          upload.mutate([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
        data-testid={testId}
      />
      <ul className="plain-list" aria-live="polite">
        {value.map((file) => (
          <li key={file.id} data-name>
            {file.name}
            <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('common.remove', { name: file.name })}
              onClick={() => onChange(value.filter((kept) => kept.id !== file.id))} />
          </li>
        ))}
      </ul>
      <ProblemAlert error={upload.error} />
    </div>
  );
}
