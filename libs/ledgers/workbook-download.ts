import type { Readable } from 'node:stream';
import { applyDecorators, Header, StreamableFile } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { attachmentDisposition } from '../files/index.js';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export type Download = StreamableFile;

/** A route that answers with a workbook to be saved. */
export const DownloadsWorkbook = () =>
  applyDecorators(ApiOkResponse({ content: { [XLSX]: { schema: { type: 'string', format: 'binary' } } } }), Header('x-content-type-options', 'nosniff'));

export function toDownload({ name, content }: { name: string; content: Buffer | Readable }): StreamableFile {
  const about = { type: XLSX, disposition: attachmentDisposition(name) };
  return Buffer.isBuffer(content) ? new StreamableFile(content, { ...about, length: content.length }) : new StreamableFile(content, about);
}
