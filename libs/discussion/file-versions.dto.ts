import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsUUID } from 'class-validator';
import { AttachmentOut } from '../files/index.js';

export class AddFilesIn {
  /** Uploads of one's own that hang on nothing yet. One whose name is there already becomes its next version. */
  @ArrayNotEmpty() @ArrayMaxSize(20) @ArrayUnique() @IsUUID('all', { each: true })
  attachmentIds!: string[];
}

export class FileVersionOut extends AttachmentOut {
  /** From 1; files of one name are versions of one another. */
  fileVersion!: number;
  /** Whether it is the latest of its name. */
  latest!: boolean;
  /** `file`, or `progress` for one that came with an entry of the log. */
  cameWith!: string;
  by!: string | null;
  at!: Date;
}

export class FileVersionList {
  /** By name, the latest version first. */
  items!: FileVersionOut[];
}
