import PaperClipOutlined from '@ant-design/icons/es/icons/PaperClipOutlined';
import { attachmentUrl } from '../api/client';
import type { Attachment } from '../api/model';

/** Files to be saved, each by its name and size. */
export function DocumentList({ files }: { files: Attachment[] }) {
  return (
    <ul className="plain-list">
      {files.map((file) => (
        <li key={file.id} className="line-link"><PaperClipOutlined aria-hidden /> <a href={attachmentUrl(file.id)} download={file.name} data-name>{file.name}</a> <span className="quiet num">{Math.max(1, Math.round(file.size / 1024))} KB</span></li>
      ))}
    </ul>
  );
}
