import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsUUID } from 'class-validator';
import { AttachmentOut } from '../files/index.js';

export class ReportFilesIn {
  /** Uploads of one's own, not yet attached to anything. */
  @ArrayNotEmpty() @ArrayMaxSize(20) @ArrayUnique() @IsUUID('all', { each: true })
  attachmentIds!: string[];
}

export class ReportFilesOut {
  files!: AttachmentOut[];
}
