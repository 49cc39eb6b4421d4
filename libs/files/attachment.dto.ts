export class AttachmentOut {
  id!: string;
  name!: string;
  /** Bytes. */
  size!: number;
  mediaType!: string;
}

export class UploadedAttachment extends AttachmentOut {
  /** Of the content, in hexadecimal. */
  sha256!: string;
}
